package com.scrydon.scim.clients.operations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** From a direct group of the account up to the Team's Group. */
public record Chain(List<Group> groups, Instant memberSince) {

    /** A group. */
    public record Group(UUID id, String name) {}
}
