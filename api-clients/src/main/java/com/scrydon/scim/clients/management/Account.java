package com.scrydon.scim.clients.management;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account. */
public record Account(UUID id, String email, @Nullable String displayName, @Nullable String userName, String kind,
        boolean active, boolean linked, @Nullable Instant createdAt) {}
