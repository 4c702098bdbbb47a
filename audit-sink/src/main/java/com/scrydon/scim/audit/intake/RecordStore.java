package com.scrydon.scim.audit.intake;

import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Inserts audit records; there is no other way to write here (R33). */
@Component
class RecordStore {

    private static final String INSERT = """
            insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                actor_display, request_id, remote_address, outcome, targets, target_names, changes, event_seq, topic,
                partition, topic_id, "offset", key, chain_position, raw, salt, leaf)
            select :recordedAt::timestamptz, r.event_id, r.organisation_id, r.type, r.occurred_at, r.actor_kind,
                r.actor_id, r.actor_display, r.request_id, r.remote_address, r.outcome, r.targets,
                array(select jsonb_array_elements_text(r.target_names)), r.changes, r.event_seq, :topic, :partition,
                :topicId, r."offset", r.key, r.chain_position, r.raw, r.salt, r.leaf
            from unnest(:eventIds::uuid[], :organisations::uuid[], :types::text[], :moments::timestamptz[],
                :actorKinds::text[], :actorIds::text[], :actorDisplays::text[], :requestIds::text[],
                :remoteAddresses::text[], :outcomes::text[], :targets::jsonb[], :targetNames::jsonb[],
                :changes::jsonb[], :numbers::bigint[], :offsets::bigint[], :keys::text[], :positions::bigint[],
                :raws::bytea[], :salts::bytea[], :leaves::bytea[])
                with ordinality as r (event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, remote_address, outcome, targets, target_names, changes, event_seq,
                    "offset", key, chain_position, raw, salt, leaf, n)
            order by r.n
            """;
    private static final String INSERT_UNDECODABLE = """
            insert into audit.undecodable_record (topic, partition, topic_id, "offset", key, chain_position, raw, salt,
                leaf, cause, recorded_at)
            select :topic, :partition, :topicId, r."offset", r.key, r.chain_position, r.raw, r.salt, r.leaf, r.cause,
                :recordedAt::timestamptz
            from unnest(:offsets::bigint[], :keys::text[], :positions::bigint[], :raws::bytea[], :salts::bytea[],
                :leaves::bytea[], :causes::text[])
                as r ("offset", key, chain_position, raw, salt, leaf, cause)
            """;

    private final JdbcClient jdbc;

    RecordStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(TopicPartition partition, String topicId, List<RecordRow> rows, Instant recordedAt) {
        if (!rows.isEmpty()) {
            RecordRow.bind(common(INSERT, partition, topicId, recordedAt), rows).update();
        }
    }

    void insertUndecodable(TopicPartition partition, String topicId, List<UndecodableRow> rows, Instant recordedAt) {
        if (!rows.isEmpty()) {
            UndecodableRow.bind(common(INSERT_UNDECODABLE, partition, topicId, recordedAt), rows).update();
        }
    }

    private JdbcClient.StatementSpec common(String statement, TopicPartition partition, String topicId,
            Instant recordedAt) {
        return jdbc.sql(statement).param("topic", partition.topic()).param("partition", partition.partition())
                .param("topicId", topicId).param("recordedAt", recordedAt.toString());
    }
}
