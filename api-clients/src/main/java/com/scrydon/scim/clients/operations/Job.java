package com.scrydon.scim.clients.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job over accounts of one organisation.
 *
 * @param kind recompute, drift-check or repair
 * @param state running, paused, done, cancelled or failed
 * @param account the only one it looks at
 * @param team whose accounts it looks at; without either it is the whole organisation
 * @param accounts looked at so far
 * @param differing accounts that differ from the definition
 * @param missing memberships that ought to be in effect
 * @param excess memberships that ought not to be
 * @param requestedBy who started it; null if the schedule did
 * @param waitsFor why it does not go on, while it does not
 */
public record Job(UUID id, String kind, String state, @Nullable UUID account, @Nullable UUID team, long accounts,
        long differing, long missing, long excess, @Nullable String requestedBy, Instant requestedAt,
        @Nullable Instant finishedAt, @Nullable String waitsFor, @Nullable String failure) {

    /** Whether nothing more comes of it. */
    public boolean isOver() {
        return finishedAt != null;
    }

    /** Whether it looked at all of its accounts. */
    public boolean isDone() {
        return state.equals("done");
    }

    /**
     * What to start.
     *
     * @param kind recompute, drift-check or repair
     * @param account only this one
     * @param team only who is in this Team or has a reason to be
     * @param check for a repair: the drift check whose accounts it is to repair
     * @param confirm for a repair: how many accounts that check found to differ
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Asked(String kind, @Nullable UUID account, @Nullable UUID team, @Nullable UUID check,
            @Nullable Long confirm) {}

    /** All that are remembered, newest first. */
    public record Listed(List<Job> jobs) {}
}
