package com.scrydon.scim.worker.intake;

import java.time.Clock;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps records that cannot be decoded, raw and visible, so that they are never dropped and never block (R30). */
@Component
public class UndecodableRecords {

    private static final Logger LOG = LoggerFactory.getLogger(UndecodableRecords.class);
    private static final int MAX_CAUSE = 2_000;
    private static final String KEEP = """
            insert into undecodable_record (topic, partition, "offset", key, payload, cause, recorded_at)
            values (:topic, :partition, :offset, :key, :payload, :cause, :now)
            on conflict do nothing
            """;
    private static final String COUNT = "select count(*) from undecodable_record";

    private final JdbcClient jdbc;
    private final Clock clock;

    UndecodableRecords(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Keeps the record; again is harmless. */
    public void keep(ConsumerRecord<String, byte[]> record, RuntimeException cause) {
        var text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        LOG.error("{}-{} offset {} cannot be decoded and is kept raw: {}", record.topic(), record.partition(),
                record.offset(), text);
        jdbc.sql(KEEP).param("topic", record.topic()).param("partition", record.partition())
                .param("offset", record.offset()).param("key", record.key()).param("payload", record.value())
                .param("cause", text.substring(0, Math.min(text.length(), MAX_CAUSE)))
                .param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
    }

    public long count() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }
}
