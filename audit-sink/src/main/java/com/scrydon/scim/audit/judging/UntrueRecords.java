package com.scrydon.scim.audit.judging;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.Untrue;
import com.scrydon.scim.schemas.FactHeaderName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps what is not known to be ours, raw and marked, up to a bound for each topic; beyond it, it is counted (R36d). */
@Component
public class UntrueRecords {

    /** Of one topic. A ring that lacks a key is mended long before; forgeries beyond these say nothing new. */
    public static final long MOST_RECORDS = 10_000;
    private static final long MOST_BYTES = 64L * 1024 * 1024;
    private static final String MAKE = "insert into audit.untrue_kept (topic) values (:topic) on conflict do nothing";
    private static final String KEPT = """
            select records, bytes from audit.untrue_kept where topic = :topic for no key update
            """;
    private static final String COUNT = """
            update audit.untrue_kept
            set records = records + :records, bytes = bytes + :bytes, dropped = dropped + :dropped where topic = :topic
            """;
    private static final String INSERT = """
            insert into audit.untrue_record (topic, partition, topic_id, "offset", key, event_seq, mac, mac_key, reason,
                raw, recorded_at)
            select :topic, :partition, :topicId, r."offset", r.key, r.event_seq, r.mac, r.mac_key, r.reason, r.raw,
                :recordedAt::timestamptz
            from unnest(:offsets::bigint[], :keys::text[], :numbers::bigint[], :macs::bytea[], :macKeys::text[],
                :reasons::text[], :raws::bytea[]) as r ("offset", key, event_seq, mac, mac_key, reason, raw)
            order by r."offset"
            """;
    private static final String AFTER = """
            select id, topic, partition, topic_id, "offset", key, event_seq, mac, mac_key, raw from audit.untrue_record
            where id > :id and mac_key = any (:keys) order by id limit :count
            """;
    private static final String UNKNOWN_AFTER = """
            select id, topic, partition, topic_id, "offset", key, event_seq, mac, mac_key, raw from audit.untrue_record
            where reason = 'unknown-key' and id > :id and mac_key = any (:keys) order by id limit :count
            """;
    private static final String EXPLAIN = "update audit.untrue_record set reason = :reason where id = :id";
    private static final String REMOVE = """
            delete from audit.untrue_record where id = :id
            returning coalesce(octet_length(raw), 0) + coalesce(octet_length(key), 0)
            """;

    private final JdbcClient jdbc;

    public UntrueRecords(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One that is kept, as it was read. */
    public record Kept(long id, String topicId, ConsumerRecord<String, byte[]> source) {}

    public void keep(TopicPartition partition, String topicId, List<UntrueRecord> records, Instant now) {
        if (records.isEmpty()) {
            return;
        }
        jdbc.sql(MAKE).param("topic", partition.topic()).update();
        var room = jdbc.sql(KEPT).param("topic", partition.topic())
                .query((row, _) -> new Room(MOST_RECORDS - row.getLong(1), MOST_BYTES - row.getLong(2))).single();
        var kept = room.fitting(records);
        insert(partition, topicId, kept, now);
        count(partition.topic(), kept.size(), kept.stream().mapToLong(UntrueRecord::bytes).sum(),
                records.size() - kept.size());
    }

    private record Room(long records, long bytes) {

        List<UntrueRecord> fitting(List<UntrueRecord> all) {
            List<UntrueRecord> fitting = new ArrayList<>();
            long left = bytes;
            for (var record : all) {
                if (fitting.size() < records && record.bytes() <= left) {
                    fitting.add(record);
                    left -= record.bytes();
                }
            }
            return fitting;
        }
    }

    private void insert(TopicPartition partition, String topicId, List<UntrueRecord> records, Instant now) {
        if (!records.isEmpty()) {
            jdbc.sql(INSERT).param("topic", partition.topic()).param("partition", partition.partition())
                    .param("topicId", topicId).param("recordedAt", now.toString())
                    .param("offsets", records.stream().map(r -> r.source().offset()).toArray(Long[]::new))
                    .param("keys", records.stream().map(UntrueRecord::key).toArray(String[]::new))
                    .param("numbers", records.stream().map(r -> r.number().orElse(null)).toArray(Long[]::new))
                    .param("macs", records.stream().map(UntrueRecord::mac).toArray(byte[][]::new))
                    .param("macKeys", records.stream().map(UntrueRecord::macKey).toArray(String[]::new))
                    .param("reasons", records.stream().map(r -> r.reason().word()).toArray(String[]::new))
                    .param("raws", records.stream().map(r -> r.source().value()).toArray(byte[][]::new)).update();
        }
    }

    private void count(String topic, long records, long bytes, long dropped) {
        jdbc.sql(COUNT).param("topic", topic).param("records", records).param("bytes", bytes)
                .param("dropped", dropped).update();
    }

    /** Kept records with a MAC by one of these keys, oldest first. */
    public List<Kept> after(long id, Collection<String> keys, int count) {
        return page(AFTER, id, keys, count);
    }

    /** The same, of those only whose key was unknown when they were judged. */
    public List<Kept> unknownAfter(long id, Collection<String> keys, int count) {
        return page(UNKNOWN_AFTER, id, keys, count);
    }

    private List<Kept> page(String statement, long id, Collection<String> keys, int count) {
        return jdbc.sql(statement).param("id", id).param("keys", keys.toArray(String[]::new)).param("count", count)
                .query((row, _) -> kept(row)).list();
    }

    /** Says why it is untrue still. */
    public void explain(Kept record, Untrue reason) {
        jdbc.sql(EXPLAIN).param("reason", reason.word()).param("id", record.id()).update();
    }

    /** Takes it out, since it turned out to be true; false if that is done already. */
    public boolean remove(Kept record) {
        var bytes = jdbc.sql(REMOVE).param("id", record.id()).query(Long.class).optional();
        bytes.ifPresent(freed -> count(record.source().topic(), -1, -freed, 0));
        return bytes.isPresent();
    }

    @SuppressWarnings("NullAway") // Kafka's own records hold null where a record has no key or no value
    private static Kept kept(ResultSet row) throws SQLException {
        var record = new ConsumerRecord<>(row.getString("topic"), row.getInt("partition"), row.getLong("offset"),
                row.getString("key"), row.getBytes("raw"));
        long number = row.getLong("event_seq");
        if (!row.wasNull()) {
            record.headers().add(FactHeaderName.SEQUENCE.headerName(),
                    FactMac.sequence(number).getBytes(StandardCharsets.UTF_8));
        }
        record.headers().add(FactHeaderName.MAC.headerName(), row.getBytes("mac"));
        record.headers().add(FactHeaderName.MAC_KEY.headerName(),
                row.getString("mac_key").getBytes(StandardCharsets.UTF_8));
        return new Kept(row.getLong("id"), row.getString("topic_id"), record);
    }
}
