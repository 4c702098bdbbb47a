package com.scrydon.scim.worker.undecodable;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.schemas.FactHeaderName;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Undecodable records for the operators of one organisation: its own, and those whose key names nobody. */
@Repository
public class UndecodableOverview {

    private static final int FIRST_BYTES = 4_096;
    private static final String PAGE = """
            select id, topic, partition, "offset", key, cause, attempts, recorded_at, tried_at,
                octet_length(payload) as payload_bytes, substring(payload for :bytes) as payload
            from membership.undecodable_record
            where (organisation_id = :organisation or organisation_id is null) and id > :after
                and (:id::uuid is null or id = :id)
            order by id limit :count
            """;
    private static final String RECORD = """
            select topic, partition, "offset", key, payload, recorded_at, event_seq, mac, mac_key
            from membership.undecodable_record where id = :id
            """;
    private static final String SETTLE = """
            delete from membership.undecodable_record where id = :id and attempts = :attempts
            """;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final JdbcClient jdbc;

    UndecodableOverview(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** At most so many, oldest first, each with the beginning of its payload. */
    public List<UndecodableRecord> page(UUID organisation, UUID after, int count) {
        return query(organisation, after, count, Optional.empty(), FIRST_BYTES);
    }

    /** One record with its whole payload. */
    public Optional<UndecodableRecord> find(UUID organisation, UUID id) {
        return query(organisation, BEFORE_ALL, 1, Optional.of(id), Integer.MAX_VALUE).stream().findFirst();
    }

    /** The record as Kafka delivered it, with the headers that its MAC needs. */
    public ConsumerRecord<String, byte[]> record(UUID id) {
        return jdbc.sql(RECORD).param("id", id).query((row, _) -> raw(row)).single();
    }

    /** The record is settled, unless it was kept again meanwhile; answers whether it is. */
    public boolean settle(UndecodableRecord record) {
        return jdbc.sql(SETTLE).param("id", record.id()).param("attempts", record.attempts()).update() == 1;
    }

    private List<UndecodableRecord> query(UUID organisation, UUID after, int count, Optional<UUID> id, int bytes) {
        return jdbc.sql(PAGE).param("organisation", organisation).param("after", after).param("count", count)
                .param("id", id.orElse(null)).param("bytes", bytes).query((row, _) -> read(row)).list();
    }

    private static UndecodableRecord read(ResultSet row) throws SQLException {
        var payload = Optional.ofNullable(row.getBytes("payload")).map(Base64.getEncoder()::encodeToString);
        return new UndecodableRecord(row.getObject("id", UUID.class), row.getString("topic"), row.getInt("partition"),
                row.getLong("offset"), row.getString("key"), row.getString("cause"), row.getInt("attempts"),
                Moments.read(row, "recorded_at"), Moments.read(row, "tried_at"), row.getInt("payload_bytes"),
                payload.orElse(null));
    }

    @SuppressWarnings("NullAway") // Kafka's own records hold null where a record has no key or no value
    private static ConsumerRecord<String, byte[]> raw(ResultSet row) throws SQLException {
        var record = new ConsumerRecord<>(row.getString("topic"), row.getInt("partition"), row.getLong("offset"),
                row.getString("key"), row.getBytes("payload"));
        add(record, FactHeaderName.SEQUENCE, bytes(row.getString("event_seq")));
        add(record, FactHeaderName.MAC, row.getBytes("mac"));
        add(record, FactHeaderName.MAC_KEY, bytes(row.getString("mac_key")));
        return record;
    }

    private static void add(ConsumerRecord<String, byte[]> record, FactHeaderName header, byte @Nullable [] value) {
        if (value != null) {
            record.headers().add(header.headerName(), value);
        }
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
