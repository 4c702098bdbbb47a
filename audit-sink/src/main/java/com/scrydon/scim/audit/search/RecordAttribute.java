package com.scrydon.scim.audit.search;

import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.SqlTerm;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What records can be filtered by (R32), and how that looks in audit.record {@code r}. */
enum RecordAttribute {
    TYPE("type"), ACTOR_ID("actor.id"), ACTOR_DISPLAY("actor.display"), TARGET("target"), OCCURRED_AT(
            "occurredAt"),
    REQUEST_ID("requestId"), OUTCOME("outcome");

    private final String path;

    RecordAttribute(String path) {
        this.path = path;
    }

    String path() {
        return path;
    }

    /** Attribute names are compared without regard to case, as in SCIM. */
    static Optional<RecordAttribute> of(AttributePath path) {
        return Arrays.stream(values()).filter(one -> one.path.equalsIgnoreCase(path.toString())).findFirst();
    }

    /** Text is compared without regard to case, except ids of actors and requests. */
    SqlTerm term() {
        return switch (this) {
            case TYPE -> new SqlTerm.Folded("r.type", RecordAttribute::lower); // names of facts are in lower case
            case ACTOR_ID -> new SqlTerm.Folded("r.actor_id", UnaryOperator.identity());
            case ACTOR_DISPLAY -> new SqlTerm.Folded("lower(r.actor_display)", RecordAttribute::lower);
            case TARGET -> new SqlTerm.TextArray("r.target_names", RecordAttribute::lower);
            case OCCURRED_AT -> new SqlTerm.Moment("r.occurred_at");
            case REQUEST_ID -> new SqlTerm.Folded("r.request_id", UnaryOperator.identity());
            case OUTCOME -> new SqlTerm.Folded("r.outcome", RecordAttribute::lower);
        };
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
