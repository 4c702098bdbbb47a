package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an operator does after Kafka lost everything and its topics were made anew: the facts that the audit index has not
 * read go back into the outbox, with the ids and numbers that they had, and the relay publishes them again, in order and
 * before all newer ones (R28b). Older facts are in the audit index only. The operation can be repeated.
 */
public final class LostLog {

    private static final String USE_SCHEMA = "select set_config('search_path', :schema, true)";
    private static final String LOCK = """
            select name, relay_batch, gate_closed_because is null as gate_open, signed from relay for update
            """;
    /** One by one by the index' own indexes, whatever the planner believes of tables that fill and empty. */
    private static final String DROP_INDEXED = """
            delete from outbox_published where id = any (array(
                select d.id from outbox_published d
                where audit.has_fact(d.event_id, d.occurred_at, d.topic, d.topic_id, d.partition, d."offset")))
            """;
    private static final String BY_INDEX = "select set_config('enable_seqscan', 'off', true)";
    private static final String TAKE_BACK = """
            with taken as (
                delete from outbox_published
                returning id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
            insert into outbox (id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
            overriding system value
            select id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at from taken
            """;
    /** The index has a later fact of the key: a reader of the new state topic would take the old one for how things are. */
    private static final String LEAVE_TWINS_OUT = """
            update outbox o set without_twin = not o.without_twin
            where o.without_twin <> exists (select from audit.key_head h
                where h.topic = o.topic and h.key = o.key and h.highest > o.event_seq)
            """;
    private static final String BEGIN_ANEW = """
            update relay set relay_batch = 0, topic_ids = '{}', begun_anew = begun_anew + 1,
                gate_closed_because = null, gate_closed_by = null, gate_closed_at = null, signed = true
            """;

    private final JdbcClient owner;
    private final TransactionTemplate transaction;
    private final KafkaClients kafka;
    private final FactCodec codec;
    private final FactMac macs;

    /**
     * Works on one database and one cluster.
     *
     * @param owner connections of the owner of the schemas
     */
    public LostLog(DataSource owner, KafkaClients kafka, FactCodec codec, FactMac macs) {
        this.owner = JdbcClient.create(owner);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
        this.kafka = kafka;
        this.codec = codec;
        this.macs = macs;
    }

    /**
     * What was done.
     *
     * @param lostBatches number of the last batch that Kafka had; 0 if it lost none
     * @param facts that will be published again
     */
    public record Republication(String relay, long lostBatches, int facts) {}

    private record Relay(String name, long batch, boolean gateOpen, boolean signed) {}

    /**
     * Takes the facts of a schema back and opens its write gate, in one transaction. Nothing is done where Kafka has batches
     * and the gate is open: the relay goes on already.
     *
     * @param schema of the outbox: {@code directory}, {@code membership} or {@code audit}
     * @throws IllegalStateException if the gate is closed and Kafka still has a batch of this relay: it is not lost
     */
    public Republication republish(String schema) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var _ = owner.sql(USE_SCHEMA).param("schema", schema).query(String.class).single();
            var relay = owner.sql(LOCK)
                    .query((row, _) -> new Relay(row.getString(1), row.getLong(2), row.getBoolean(3),
                            row.getBoolean(4)))
                    .single();
            return lastBatch(relay).map(batch -> nothingLost(relay, batch)).orElseGet(() -> takeBack(relay));
        }));
    }

    private static Republication nothingLost(Relay relay, Marker batch) {
        if (relay.gateOpen) {
            return new Republication(relay.name, 0, 0);
        }
        throw new IllegalStateException("Kafka is not lost: it has batch " + batch.batch() + " of relay " + relay.name
                + ", the database is at batch " + relay.batch
                + ". Only where all topics were made anew can facts be published again.");
    }

    private Republication takeBack(Relay relay) {
        var _ = owner.sql(BY_INDEX).query(String.class).single();
        owner.sql(DROP_INDEXED).update();
        int facts = owner.sql(TAKE_BACK).update();
        owner.sql(LEAVE_TWINS_OUT).update();
        owner.sql(BEGIN_ANEW).update();
        return new Republication(relay.name, relay.batch, facts);
    }

    private Optional<Marker> lastBatch(Relay relay) {
        try (var log = new KafkaFactLog(relay.name, codec, macs, () -> kafka.relayProducer(relay.name), kafka::reader,
                kafka::end, Map::of)) {
            return log.lastMarker(new FactLog.LastMove(relay.batch, relay.signed));
        }
    }
}
