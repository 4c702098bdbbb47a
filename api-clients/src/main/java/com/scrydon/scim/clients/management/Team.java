package com.scrydon.scim.clients.management;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Team, and the SCIM Group that feeds it, if any. */
public record Team(UUID id, String name, @Nullable UUID groupId, @Nullable String groupName, long memberCount) {}
