package com.scrydon.scim.worker.jobs;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as it stands.
 *
 * @param position the last account of the last step
 * @param found what it has found so far
 * @param requestedBy the name of who started it
 * @param finishedAt when it was done, cancelled or failed
 * @param failure why it failed
 */
record Job(UUID id, UUID organisationId, JobKind kind, Scope scope, JobState state, UUID position, Found found,
        String requestedBy, Instant requestedAt, Optional<Instant> finishedAt, Optional<String> failure) {

    /**
     * Counts of what a job or one of its steps looked at.
     *
     * @param accounts looked at
     * @param differing accounts that differ from the definition
     * @param missing memberships that ought to be in effect and are not
     * @param excess memberships that are in effect and ought not to be
     */
    record Found(long accounts, long differing, long missing, long excess) {

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

    /** Who is said to have started what nobody did. */
    static final String SCHEDULE = "schedule";

    /** Whether nobody asked for it. */
    boolean isOfSchedule() {
        return requestedBy.equals(SCHEDULE);
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
