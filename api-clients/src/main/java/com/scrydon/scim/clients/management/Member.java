package com.scrydon.scim.clients.management;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is in a Team, in effect, and why (R38). */
public record Member(UUID accountId, String email, @Nullable String displayName, boolean direct,
        @Nullable List<ThroughGroup> throughGroups, boolean byHand, boolean kept, @Nullable Instant since) {}
