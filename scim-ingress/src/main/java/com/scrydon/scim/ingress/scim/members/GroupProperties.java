package com.scrydon.scim.ingress.scim.members;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How groups behave, keys {@code scim.groups.*}.
 *
 * @param unknownMembers what becomes of member ids that name nobody (R20): skipped and noted, or the whole request refused with 400
 */
@ConfigurationProperties("scim.groups")
record GroupProperties(@DefaultValue("skip") UnknownMembers unknownMembers) {

    /** Skipped and noted, or the whole request refused. */
    enum UnknownMembers {
        SKIP, REJECT
    }

    boolean rejectsUnknownMembers() {
        return unknownMembers == UnknownMembers.REJECT;
    }
}
