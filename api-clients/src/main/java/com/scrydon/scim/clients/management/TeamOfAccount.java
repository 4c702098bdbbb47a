package com.scrydon.scim.clients.management;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A Team that an account is in, in effect, and why (R38). */
public record TeamOfAccount(UUID id, String name, boolean direct, @Nullable List<ThroughGroup> throughGroups,
        boolean byHand, boolean kept, @Nullable Instant since) {}
