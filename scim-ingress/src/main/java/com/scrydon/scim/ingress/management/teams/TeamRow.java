package com.scrydon.scim.ingress.management.teams;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Team as the management API shows it.
 *
 * @param groupId the SCIM Group that feeds it, if any
 * @param groupName displayName of that Group
 * @param memberCount how many accounts are in it, in effect
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TeamRow(UUID id, String name, @Nullable UUID groupId, @Nullable String groupName, long memberCount) {

    @JsonIgnore
    Optional<UUID> linkedGroup() {
        return Optional.ofNullable(groupId);
    }
}
