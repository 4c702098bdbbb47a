package com.scrydon.scim.ingress.changes.admission;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Caps of organisations that have none of their own, keys {@code scim.caps.*} (R5); each 1 or more.
 *
 * @param users most persons of an organisation that has no cap of its own, native and inactive ones included, but for those whose resource was deleted;
 *     more: 507
 * @param groups most pushed Groups of such an organisation; more: 507
 * @param membersPerGroup most direct members of a Group, users and groups; more: 507
 * @param teams most Teams of such an organisation, native ones and those of pushed Groups, of deleted ones too; more: 507
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
