package com.scrydon.scim.worker.undecodable;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.schemas.FactHeaderName;
import com.scrydon.scim.worker.intake.Decoding;
import com.scrydon.scim.worker.intake.StoredText;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps records that cannot be decoded, raw and visible, so that they are never dropped and never block (R30). */
@Component
public class UndecodableRecords {

    private static final Logger LOG = LoggerFactory.getLogger(UndecodableRecords.class);
    private static final int MAX_CAUSE_BYTES = 2_000;
    /** Longer ones are none of ours. */
    private static final int MAX_HEADER = 100;
    private static final String KEEP = """
            insert into membership.undecodable_record (topic, partition, "offset", key, payload, cause, recorded_at,
                tried_at, event_seq, mac, mac_key, organisation_id)
            values (:topic, :partition, :offset, :key, :payload, :cause, :now, :now, :number, :mac, :macKey, coalesce(
                (select organisation_id from directory.account where id = :named::uuid),
                (select organisation_id from directory.scim_group where id = :named::uuid),
                (select organisation_id from directory.team where id = :named::uuid)))
            on conflict (topic, partition, "offset") do update set
                cause = excluded.cause, tried_at = excluded.tried_at, attempts = undecodable_record.attempts + 1
            """;
    private static final String COUNT = "select count(*) from membership.undecodable_record";

    private final JdbcClient jdbc;
    private final Clock clock;

    public UndecodableRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the record; one that is kept already counts another attempt. */
    public void keep(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
        var text = StoredText.cut(describe(cause), MAX_CAUSE_BYTES);
        LOG.error("{}-{} offset {} cannot be decoded and is kept raw: {}", record.topic(), record.partition(),
                record.offset(), text);
        var key = record.key();
        var _ = jdbc.sql(KEEP).param("topic", record.topic()).param("partition", record.partition())
                .param("offset", record.offset()).param("key", key == null ? null : StoredText.plain(key))
                .param("payload", record.value()).param("cause", text).param("named", Decoding.key(record).orElse(null))
                .param("number", text(record, FactHeaderName.SEQUENCE))
                .param("macKey", text(record, FactHeaderName.MAC_KEY))
                .param("mac",
                        FactMac.last(record.headers(), FactHeaderName.MAC).filter(mac -> mac.length <= MAX_HEADER)
                                .orElse(null))
                .param("now", Moments.parameter(clock.instant())).update();
    }

    private static @Nullable String text(ConsumerRecord<String, byte[]> record, FactHeaderName header) {
        return FactMac.text(record.headers(), header).filter(text -> text.length() <= MAX_HEADER)
                .map(StoredText::plain).orElse(null);
    }

    private static String describe(RuntimeException failure) {
        var text = failure.getClass().getSimpleName() + ": " + failure.getMessage();
        var cause = failure.getCause();
        return cause == null ? text : text + " (" + cause.getMessage() + ")";
    }

    public long count() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }
}
