package com.scrydon.scim.clients.operations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why an account is in a Team now, or not. */
public record Why(OfAccount account, OfTeam team, boolean effective, @Nullable Instant inEffectSince,
        List<Chain> chains, boolean moreChains, @Nullable ByHand byHand, @Nullable Kept kept, @Nullable Effect ended,
        @Nullable Parked parked) {

    /** The account. */
    public record OfAccount(UUID id, String displayName, String email, boolean active, boolean deprovisioned) {}

    /** Why the worker could not recompute the account. */
    public record Parked(String cause, int attempts, Instant nextAttemptAt) {}
}
