package com.scrydon.scim.ingress.changes.admission;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Caps of organisations that have none of their own, keys {@code scim.caps.*} (R5); each 1 or more.
 *
 * @param users persons whose resource was not deleted, native and inactive ones included
 * @param groups pushed Groups
 * @param membersPerGroup direct members, users and groups
 * @param teams native ones and those of pushed Groups, of deleted ones too
 */
@ConfigurationProperties("scim.caps")
record CapProperties(@DefaultValue("1000000") long users, @DefaultValue("100000") long groups,
        @DefaultValue("200000") long membersPerGroup, @DefaultValue("200000") long teams) {

    CapProperties {
        if (users < 1 || groups < 1 || membersPerGroup < 1 || teams < 1) {
            throw new IllegalArgumentException("scim.caps.* must be at least 1");
        }
    }
}
