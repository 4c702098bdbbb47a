package com.scrydon.scim.clients.operations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Team and the Group that feeds it; of a past moment, without a name where the log tells nothing of it by then. */
public record OfTeam(UUID id, @Nullable String name, @Nullable UUID groupId, @Nullable String groupName) {}
