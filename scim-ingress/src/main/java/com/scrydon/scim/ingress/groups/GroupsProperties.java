package com.scrydon.scim.ingress.groups;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys {@code scim.groups.*}.
 *
 * @param unknownMembers what happens to member ids that name nobody: skipped and audited, or the request refused (R20)
 */
@ConfigurationProperties("scim.groups")
record GroupsProperties(@DefaultValue("SKIP") UnknownMembers unknownMembers) {

    /** The two ways. */
    enum UnknownMembers {
        SKIP, REJECT
    }
}
