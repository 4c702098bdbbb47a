package com.scrydon.scim.worker.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/**
 * A job as it stands.
 *
 * @param position the last account of the last step
 * @param found what it has found so far
 * @param mostDiffering for a repair: how many accounts may differ at the most
 * @param requestedBy the name of who started it; empty if the schedule did
 * @param finishedAt when it was done, cancelled or failed
 * @param waitsFor what it waits for, in words
 * @param failure why it failed
 */
record Job(UUID id, UUID organisationId, JobKind kind, Scope scope, JobState state, UUID position, Found found,
        OptionalLong mostDiffering, Optional<String> requestedBy, Instant requestedAt, Optional<Instant> finishedAt,
        Optional<String> waitsFor, Optional<String> failure) {

    /**
     * Counts of what a job or one of its steps looked at.
     *
     * @param accounts looked at
     * @param differing accounts that differ from the definition
     * @param missing memberships that ought to be in effect and are not
     * @param excess memberships that are in effect and ought not to be
     */
    record Found(long accounts, long differing, long missing, long excess) {

        static final Found NOTHING = new Found(0, 0, 0, 0);

        /** With what a further step found. */
        Found plus(Found step) {
            return new Found(accounts + step.accounts, differing + step.differing, missing + step.missing,
                    excess + step.excess);
        }

        /** How many differences there are. */
        long differences() {
            return missing + excess;
        }

        /** In words for the audit log. */
        String words(JobKind kind) {
            return kind.compares()
                    ? "%d accounts looked at, %d differ: %d memberships missing, %d too many".formatted(accounts,
                            differing,
                            missing, excess)
                    : "%d accounts".formatted(accounts);
        }
    }

    /** Whether nobody asked for it. */
    boolean isOfSchedule() {
        return requestedBy.isEmpty();
    }

    /** What it is, in words for the audit log. */
    String words() {
        return kind.word() + " of " + switch (scope) {
            case Scope.Account(var account) -> "account " + account;
            case Scope.Team(var team) -> "team " + team;
            case Scope.Organisation() -> "the organisation";
        };
    }
}
