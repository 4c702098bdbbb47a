package com.scrydon.scim.eventlog.outbox;

import com.scrydon.scim.schemas.Topic;

/** The things whose facts are numbered: each has one ordered topic, and one row whose lock orders its facts. */
public enum AggregateKind {
    ACCOUNT(Topic.USERS), GROUP(Topic.GROUPS), TEAM(Topic.TEAMS),
    /** The worker's own head row of an account, which numbers membership facts. */
    ACCOUNT_HEAD(Topic.MEMBERSHIPS);

    private final Topic topic;

    AggregateKind(Topic topic) {
        this.topic = topic;
    }

    Topic topic() {
        return topic;
    }
}
