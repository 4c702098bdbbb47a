package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.eventlog.relay.FactLog;

/** A way to break the system on purpose. The one that changes nothing is the system as it is. */
interface Mutation {

    Mutation NONE = new Mutation() {
    };

    /** What is sent to Postgres in place of a statement of relay or worker. */
    default String statement(String sql) {
        return sql;
    }

    /** What relays publish into. */
    default FactLog log(String relay, FactLog real, Databases databases) {
        return real;
    }

    /** Whether a task counts as acknowledged before it is in the log. */
    default boolean tasksAreAcknowledgedTooEarly() {
        return false;
    }

    /** Whether group and Team facts are planned when they are written, before the directory commits. */
    default boolean plansBeforeTheCommit() {
        return false;
    }

    /** Whether it has changed anything so far; one that rewrites nothing any more would prove nothing. */
    default boolean happened() {
        return true;
    }
}
