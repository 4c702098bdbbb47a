package com.scrydon.scim.ingress.changes;

import java.util.Arrays;
import org.postgresql.util.PSQLException;
import org.springframework.dao.DuplicateKeyException;

/** The unique indexes of {@code directory} that two changes can race for. */
public enum UniqueIndex {
    ACCOUNT_EMAIL("account_email"), ACCOUNT_USER_NAME("account_user_name"),
    ACCOUNT_EXTERNAL_ID("account_external_id_active"), GROUP_DISPLAY_NAME("scim_group_display_name"),
    TEAM_NAME("team_name"), ORGANISATION_SLUG("organisation_slug_key");

    private final String indexName;

    UniqueIndex(String indexName) {
        this.indexName = indexName;
    }

    /** The index that was violated; a violation of any other is a bug and thrown again. */
    static UniqueIndex of(DuplicateKeyException e) {
        var violated = e.getMostSpecificCause() instanceof PSQLException cause && cause.getServerErrorMessage() != null
                ? String.valueOf(cause.getServerErrorMessage().getConstraint())
                : "";
        return Arrays.stream(values()).filter(index -> index.indexName.equals(violated)).findFirst()
                .orElseThrow(() -> e);
    }
}
