package com.scrydon.scim.audit.intake;

import com.scrydon.scim.proof.Chain;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The heads of all chains. Whoever has locked a head is the only one that indexes its partition. */
@Component
class ChainHeads {

    private static final String MAKE = """
            insert into audit.chain_head (topic, partition, topic_id, last_offset, last_hash, length)
            values (:topic, :partition, :topicId, :nothingRead, :emptyHead, 0)
            on conflict (topic, partition) do nothing
            """;
    private static final String LOCK = """
            select topic_id, last_offset, last_hash, length from audit.chain_head
            where topic = :topic and partition = :partition
            for no key update
            """;
    private static final String ADVANCE = """
            update audit.chain_head
            set topic_id = :topicId, last_offset = :lastOffset, last_hash = :hash, length = :length
            where topic = :topic and partition = :partition
            """;
    private static final String ALL = """
            select topic, partition, topic_id, last_offset, last_hash, length from audit.chain_head
            """;

    private final JdbcClient jdbc;

    ChainHeads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The head of the partition's chain, locked until the transaction ends. */
    ChainHead lock(TopicPartition partition, String topicId) {
        jdbc.sql(MAKE).param("topic", partition.topic()).param("partition", partition.partition())
                .param("topicId", topicId).param("nothingRead", ChainHead.NOTHING_READ)
                .param("emptyHead", Chain.emptyHead()).update();
        return jdbc.sql(LOCK).param("topic", partition.topic()).param("partition", partition.partition())
                .query((row, n) -> head(row)).single();
    }

    void advance(TopicPartition partition, ChainHead head) {
        jdbc.sql(ADVANCE).param("topic", partition.topic()).param("partition", partition.partition())
                .param("topicId", head.topicId()).param("lastOffset", head.lastOffset()).param("hash", head.hash())
                .param("length", head.length()).update();
    }

    Map<TopicPartition, ChainHead> all() {
        Map<TopicPartition, ChainHead> heads = new HashMap<>();
        jdbc.sql(ALL).query(
                row -> {
                    heads.put(new TopicPartition(row.getString("topic"), row.getInt("partition")), head(row));
                });
        return heads;
    }

    private static ChainHead head(ResultSet row) throws SQLException {
        return new ChainHead(row.getString("topic_id"), row.getLong("last_offset"), row.getBytes("last_hash"),
                row.getLong("length"));
    }
}
