package com.scrydon.scim.ingress.teams;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A Team as the management API shows it.
 *
 * @param groupId the linked SCIM Group, if any
 * @param memberCount members in effect
 */
record Team(UUID id, String name, @Nullable UUID groupId, @Nullable String groupName, long memberCount) {}
