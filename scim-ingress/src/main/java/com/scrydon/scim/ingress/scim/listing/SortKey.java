package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.SqlTerm;
import com.scrydon.scim.language.sql.SqlTerms;
import com.scrydon.scim.language.texts.Texts;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What rows are ordered by before their time of creation and id, which make any order total.
 *
 * @param expression null for a row without a value
 * @param type of the expression in SQL
 */
record SortKey(String expression, String type, boolean descending) {

    /** No order of its own: all rows alike. */
    static final SortKey NONE = new SortKey("null::text", "text", false);

    private static final String TEXT = "text";
    private static final Pattern UUID_TEXT = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    /** As Postgres writes one. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral(' ').append(DateTimeFormatter.ISO_LOCAL_TIME).appendOffset("+HH:mm", "+00")
            .toFormatter(Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final int MAX_YEAR = 9_999;
    /** Java reads offsets up to 18 hours, Postgres only those below 16. */
    private static final int MAX_OFFSET_SECONDS = 15 * 3_600;
    private static final Pattern COLUMN = Pattern.compile("[a-z]+\\.[a-z_]+");
    /** Columns are bounded by themselves; a text from JSON must fit into a cursor. */
    private static final int LONGEST_TEXT = 500;

    /** The key for an order; an attribute that rows cannot be ordered by gives none (RFC 7644 §3.4.2.3). */
    static SortKey of(Optional<Sort> sort, SqlTerms terms) {
        return sort.map(wanted -> of(wanted, terms.term(wanted.by()))).orElse(NONE);
    }

    private static SortKey of(Sort sort, SqlTerm term) {
        return switch (term) {
            case SqlTerm.Text(var expression, var caseExact, _, _) ->
                text(bounded(expression), caseExact, sort.descending());
            case SqlTerm.Id(var expression, _) -> new SortKey(expression, "uuid", sort.descending());
            case SqlTerm.Flag(var expression) -> new SortKey(expression, "boolean", sort.descending());
            case SqlTerm.Moment(var expression) -> new SortKey(expression, "timestamptz", sort.descending());
            case SqlTerm.Elements(var array, var parts) -> elements(array, parts, sort);
            case SqlTerm.Folded _,SqlTerm.TextArray _,SqlTerm.Complex _,SqlTerm.Rows _,SqlTerm.Unassigned _ -> NONE;
        };
    }

    private static SortKey text(String expression, boolean caseExact, boolean descending) {
        return new SortKey(caseExact ? expression : "lower(" + expression + ")", TEXT, descending);
    }

    private static String bounded(String expression) {
        return COLUMN.matcher(expression).matches() ? expression : "left(" + expression + ", " + LONGEST_TEXT + ")";
    }

    /** Multi-valued attributes are ordered by the primary value, else by the first. */
    private static SortKey elements(String array, SqlTerms parts, Sort sort) {
        var part = new AttributePath(Optional.empty(), sort.by().sub().orElse("value"), Optional.empty());
        return switch (parts.term(part)) {
            case SqlTerm.Text(var expression, var caseExact, _, _) ->
                text(first(expression, array), caseExact, sort.descending());
            case SqlTerm.Flag(var expression) -> text(first("(" + expression + ")::text", array), false,
                    sort.descending());
            case SqlTerm.Id _,SqlTerm.Moment _,SqlTerm.Folded _,SqlTerm.TextArray _,SqlTerm.Complex _,SqlTerm.Elements _,SqlTerm.Rows _,SqlTerm.Unassigned _ ->
                NONE;
        };
    }

    private static String first(String expression, String array) {
        return """
                (select left(%s, %d)
                from jsonb_array_elements(%s) with ordinality e (element, place)
                order by coalesce(e.element ->> 'primary', 'false') = 'true' desc, e.place limit 1)"""
                .formatted(expression, LONGEST_TEXT, array);
    }

    /** Whether a text, from a cursor that anybody may have written, is a value of the key's type. */
    boolean takes(String value) {
        return switch (type) {
            case "uuid" -> UUID_TEXT.matcher(value).matches();
            case "boolean" -> value.equals("true") || value.equals("false");
            case "timestamptz" -> isMoment(value);
            default -> Texts.storable(value);
        };
    }

    private static boolean isMoment(String value) {
        try {
            var moment = OffsetDateTime.parse(value, MOMENT);
            return moment.getYear() > 0 && moment.getYear() <= MAX_YEAR
                    && Math.abs(moment.getOffset().getTotalSeconds()) <= MAX_OFFSET_SECONDS;
        } catch (DateTimeException _) {
            return false;
        }
    }

    /** The key as text, the form in which statements of several types and cursors hold it. */
    SortKey asText() {
        return new SortKey("(" + expression + ")::text", TEXT, descending);
    }

    String direction() {
        return descending ? "desc" : "asc";
    }
}
