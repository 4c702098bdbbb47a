package com.scrydon.scim.clients.operations;

import java.time.Instant;
import java.util.UUID;

/** The deleted Group that the Team kept the account from. */
public record Kept(UUID groupId, String groupName, Instant at) {}
