package com.scrydon.scim.worker.why;

/** What the audit index has, for statements that must know it of published facts. */
final class AuditIndex {

    /** True of a row {@code p} of {@code outbox_published} that the index has; not of one that it has passed without taking it. */
    static final String HAS_P = """
            audit.has_fact(p.event_id, p.occurred_at, p.topic, p.topic_id, p.partition, p."offset")
            """;

    private AuditIndex() {}
}
