package com.scrydon.scim.worker.why;

/** How far the audit index is, for statements that must know which published facts it has. */
final class AuditIndex {

    /**
     * True of a row {@code p} of {@code outbox_published} that the index has. A topic that was made anew counts its offsets from
     * 0 again: the head of the one before it says nothing of it. Rows older than topic ids are taken to be of the topic as it is.
     */
    static final String HAS_P = """
            exists (
                select from audit.chain_head h
                where h.topic = p.topic and h.partition = p.partition and h.last_offset >= p."offset"
                    and h.topic_id = coalesce(p.topic_id, h.topic_id))
            """;

    private AuditIndex() {}
}
