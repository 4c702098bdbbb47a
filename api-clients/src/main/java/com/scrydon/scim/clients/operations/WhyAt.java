package com.scrydon.scim.clients.operations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why an account was in a Team at a past moment, or not, as the audit log tells it. */
public record WhyAt(Instant at, boolean complete, OfAccount account, OfTeam team, boolean inEffect,
        @Nullable Effect effect, List<Chain> chains, boolean moreChains, @Nullable ByHand byHand, @Nullable Kept kept) {

    /** The account; e-mail and state are missing where the log tells nothing of it by then. */
    public record OfAccount(UUID id, @Nullable String email, @Nullable Boolean active) {}
}
