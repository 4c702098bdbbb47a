package com.scrydon.scim.eventlog.outbox;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.facts.FactHeader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Appends facts to the service's outbox in the transaction of their change. Numbers of one key are given out under the
 * lock of its row and rows are inserted after that, so that ids in the outbox follow the order of commits per key: the
 * relay can read all rows in the order of ids and never sees a later fact of a key without the earlier ones.
 */
public final class Outbox {

    /** Largest framed fact, in bytes: below Kafka's default of 1 MiB for a record. Checked by the table too. */
    public static final int MAX_PAYLOAD_BYTES = 900_000;

    private static final String INSERT = """
            insert into outbox (event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
            select f.event_id, f.organisation_id, f.topic, f.key, f.event_seq, f.type, f.payload, f.occurred_at
            from unnest(:eventIds::uuid[], :organisations::uuid[], :topics::text[], :keys::text[], :numbers::bigint[],
                    :types::text[], :payloads::bytea[], :moments::timestamptz[])
                with ordinality as f (event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at, n)
            where not exists (select from relay where gate_closed_because is not null)
            order by f.n
            """;

    private static final String IS_CLOSED = "select exists (select from relay where gate_closed_because is not null)";

    /** Most changes concern one aggregate: the plain statement takes half of the database's time. */
    private record Raise(String one, String many) {}

    private static final Raise RAISE_ACCOUNTS = new Raise("""
            update directory.account set event_seq = :number where id = :id
            """, """
            update directory.account set event_seq = r.event_seq
            from unnest(:ids::uuid[], :numbers::bigint[]) as r (id, event_seq) where account.id = r.id
            """);
    private static final Raise RAISE_GROUPS = new Raise("""
            update directory.scim_group set event_seq = :number where id = :id
            """, """
            update directory.scim_group set event_seq = r.event_seq
            from unnest(:ids::uuid[], :numbers::bigint[]) as r (id, event_seq) where scim_group.id = r.id
            """);
    private static final Raise RAISE_TEAMS = new Raise("""
            update directory.team set event_seq = :number where id = :id
            """, """
            update directory.team set event_seq = r.event_seq
            from unnest(:ids::uuid[], :numbers::bigint[]) as r (id, event_seq) where team.id = r.id
            """);
    private static final Raise RAISE_HEADS = new Raise("""
            update membership.account_head set event_seq = :number where account_id = :id
            """, """
            update membership.account_head set event_seq = r.event_seq
            from unnest(:ids::uuid[], :numbers::bigint[]) as r (id, event_seq) where account_head.account_id = r.id
            """);

    private final JdbcClient jdbc;
    private final FactCodec codec;
    private final Runnable gate;
    private final Runnable afterCommit;

    /**
     * @param jdbc of the service's own role, whose search path finds {@code outbox} and {@code relay}
     * @param afterCommit told after each commit that appended facts: wakes the local relay
     */
    public Outbox(JdbcClient jdbc, FactCodec codec, Runnable afterCommit) {
        this(jdbc, codec, () -> {}, afterCommit);
    }

    /** @param gate asked before anything is appended; throws {@link WriteGateClosedException} if nothing may be written yet */
    public Outbox(JdbcClient jdbc, FactCodec codec, Runnable gate, Runnable afterCommit) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.gate = gate;
        this.afterCommit = afterCommit;
    }

    /**
     * Asks the write gate where nothing is appended. An older Postgres must not be believed: where nothing needs to change in it, something
     * may need to in the right one. Ask in the transaction, or over the connection, that read what is believed.
     *
     * @throws WriteGateClosedException if the write gate is closed
     */
    public void requireOpen() {
        gate.run();
        if (jdbc.sql(IS_CLOSED).query(Boolean.class).single()) {
            throw WriteGateClosedException.closed();
        }
    }

    /**
     * Numbers the facts in the order given and inserts them; asks the write gate where there are none, too. Inside a transaction only.
     *
     * @throws WriteGateClosedException if the write gate is closed; the transaction must be rolled back
     * @throws IllegalArgumentException if a fact is larger than {@link #MAX_PAYLOAD_BYTES}
     */
    public void append(FactContext common, List<PendingFact> facts) {
        Aggregates.requireTransaction();
        if (facts.isEmpty()) {
            requireOpen();
            return;
        }
        gate.run();
        var rows = new Rows(facts.size());
        Set<LockedAggregate> touched = new LinkedHashSet<>();
        for (var fact : facts) {
            rows.add(fact, fact.contextOr(common), codec);
            fact.aggregate().ifPresent(touched::add);
        }
        for (var kind : AggregateKind.values()) {
            raise(kind, touched.stream().filter(a -> a.kind() == kind).toList());
        }
        insert(rows);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                afterCommit.run();
            }
        });
    }

    private void raise(AggregateKind kind, List<LockedAggregate> aggregates) {
        if (aggregates.isEmpty()) {
            return;
        }
        int raised = aggregates.size() == 1
                ? raise(raiseStatement(kind).one(), aggregates.getFirst())
                : raise(raiseStatement(kind).many(), aggregates);
        if (raised != aggregates.size()) {
            throw new IllegalStateException(
                    raised + " of " + aggregates.size() + " rows of " + kind + " exist: a fact without its aggregate");
        }
    }

    private int raise(String statement, LockedAggregate aggregate) {
        return jdbc.sql(statement).param("id", aggregate.id()).param("number", aggregate.eventSeq()).update();
    }

    private int raise(String statement, List<LockedAggregate> aggregates) {
        return jdbc.sql(statement).param("ids", aggregates.stream().map(LockedAggregate::id).toArray(UUID[]::new))
                .param("numbers", aggregates.stream().map(LockedAggregate::eventSeq).toArray(Long[]::new)).update();
    }

    private static Raise raiseStatement(AggregateKind kind) {
        return switch (kind) {
            case ACCOUNT -> RAISE_ACCOUNTS;
            case GROUP -> RAISE_GROUPS;
            case TEAM -> RAISE_TEAMS;
            case ACCOUNT_HEAD -> RAISE_HEADS;
        };
    }

    private void insert(Rows rows) {
        int inserted = jdbc.sql(INSERT).param("eventIds", rows.eventIds.toArray(UUID[]::new))
                .param("organisations", rows.organisations.toArray(UUID[]::new))
                .param("topics", rows.topics.toArray(String[]::new)).param("keys", rows.keys.toArray(String[]::new))
                .param("numbers", rows.numbers.toArray(Long[]::new)).param("types", rows.types.toArray(String[]::new))
                .param("payloads", rows.payloads.toArray(byte[][]::new))
                .param("moments", rows.moments.toArray(String[]::new)).update();
        if (inserted == 0) {
            throw WriteGateClosedException.closed();
        }
    }

    /** Columns of the rows to insert, for one set-based statement. */
    private static final class Rows {

        private final List<UUID> eventIds;
        private final List<UUID> organisations;
        private final List<String> topics;
        private final List<String> keys;
        private final List<@org.jspecify.annotations.Nullable Long> numbers;
        private final List<String> types;
        private final List<byte[]> payloads;
        private final List<String> moments;

        Rows(int size) {
            eventIds = new ArrayList<>(size);
            organisations = new ArrayList<>(size);
            topics = new ArrayList<>(size);
            keys = new ArrayList<>(size);
            numbers = new ArrayList<>(size);
            types = new ArrayList<>(size);
            payloads = new ArrayList<>(size);
            moments = new ArrayList<>(size);
        }

        void add(PendingFact fact, FactContext context, FactCodec codec) {
            var eventId = UuidV7.at(context.occurredAt());
            long number = fact.aggregate().map(LockedAggregate::next).orElse(0L);
            var header = FactHeader.newBuilder().setEventId(eventId).setType(fact.type().typeName())
                    .setOrganisationId(fact.organisationId()).setEventSeq(number).setOccurredAt(context.occurredAt())
                    .setActor(context.actor()).setRequestId(context.requestId())
                    .setCauseEventId(context.causeEventId()).setRemoteAddress(context.remoteAddress()).build();
            var topic = fact.type().topic();
            var payload = codec.encode(topic, fact.record(header));
            if (payload.length > MAX_PAYLOAD_BYTES) {
                throw new IllegalArgumentException(
                        fact.type().typeName() + " of " + fact.key() + " has " + payload.length
                                + " bytes, at most " + MAX_PAYLOAD_BYTES + " are allowed");
            }
            eventIds.add(eventId);
            organisations.add(fact.organisationId());
            topics.add(topic.topicName());
            keys.add(fact.key());
            numbers.add(topic.ordered() ? number : null);
            types.add(fact.type().typeName());
            payloads.add(payload);
            moments.add(context.occurredAt().toString());
        }
    }
}
