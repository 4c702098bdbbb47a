package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.KeyRing;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.codec.FactCodecTests.OneSchemaPerTopic;
import com.scrydon.scim.eventlog.gate.DatabaseIdentity;
import com.scrydon.scim.eventlog.gate.StoreLook;
import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.TopicReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with one Team that has facts, a relay's name, and a broker. */
final class RelayWorld {

    static final Duration DEADLINE = Duration.ofSeconds(60);
    /** What the log says of every topic unless a test asks the broker. */
    static final String TOPIC_ID = "the-topic-s-id";

    static final FactMac MACS = macs(TestKeys.RING);

    private static final UUID ORGANISATION = new UUID(1, 1);
    private static final int BATCH = 3;

    private final TestPostgres.Database database;
    private final String bootstrap;
    private final String name;
    private final UUID team;
    private final FactCodec codec = new FactCodec(new OneSchemaPerTopic());
    private final JdbcClient owner;
    private final KafkaClients kafka;

    RelayWorld(TestPostgres.Database database, String bootstrap) {
        this(database, bootstrap, "relay-" + UUID.randomUUID(), UUID.randomUUID());
        owner.sql("update directory.relay set name = :name").param("name", name).update();
        owner.sql("insert into directory.organisation (id, slug, name) values (:id, 'o', 'O')")
                .param("id", ORGANISATION).update();
        owner.sql("insert into directory.team (id, organisation_id, name, created_at) values (:id, :o, 'T', now())")
                .param("id", team).param("o", ORGANISATION).update();
    }

    private RelayWorld(TestPostgres.Database database, String bootstrap, String name, UUID team) {
        this(database, bootstrap, new KafkaProperties(bootstrap, Map.of()), name, team);
    }

    private RelayWorld(TestPostgres.Database database, String bootstrap, KafkaProperties kafka, String name,
            UUID team) {
        this.database = database;
        this.bootstrap = bootstrap;
        this.name = name;
        this.team = team;
        this.owner = JdbcClient.create(database.owner());
        this.kafka = new KafkaClients(kafka);
    }

    /** The same relay with other settings of its Kafka clients. */
    RelayWorld by(String relay, KafkaProperties clients) {
        owner.sql("update directory.relay set name = :name").param("name", relay).update();
        return new RelayWorld(database, bootstrap, clients, relay, team);
    }

    /** The same relay and Team on a copy of the database. */
    RelayWorld on(TestPostgres.Database copy) {
        return new RelayWorld(copy, bootstrap, name, team);
    }

    String name() {
        return name;
    }

    String team() {
        return team.toString();
    }

    String bootstrap() {
        return bootstrap;
    }

    TestPostgres.Database database() {
        return database;
    }

    JdbcClient owner() {
        return owner;
    }

    KafkaClients kafka() {
        return kafka;
    }

    FactCodec codec() {
        return codec;
    }

    void commit(int facts) {
        var source = database.dataSource("scim_ingress");
        new TransactionTemplate(new JdbcTransactionManager(source))
                .executeWithoutResult(_ -> append(JdbcClient.create(source), facts));
    }

    void append(JdbcClient client, int facts) {
        var locked = new Aggregates(client).lock(AggregateKind.TEAM, ORGANISATION, team).orElseThrow();
        var outbox = new Outbox(client, codec, () -> {});
        // Kafka deletes what is older than its retention, by this very time.
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var context = new FactContext(new Actor("system", "test", "test"), "r", null, null, now);
        outbox.append(context, IntStream.range(0, facts).mapToObj(_ -> new PendingFact(locked, FactType.TEAM_CREATED,
                header -> TeamFact.newBuilder().setHeader(header).setTeamId(team).setName("T").build())).toList());
    }

    /** A row of any topic, whose payload is so many bytes that cannot be compressed. */
    void insert(String topic, String key, long number, int bytes) {
        owner.sql("""
                insert into directory.outbox (event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
                select gen_random_uuid(), :organisation, :topic, :key, :number, 'test',
                    string_agg(uuid_send(gen_random_uuid()), ''::bytea), now()
                from generate_series(1, :bytes::integer / 16)
                """).param("organisation", ORGANISATION).param("topic", topic).param("key", key)
                .param("number", number).param("bytes", bytes).update();
    }

    Relay relay() {
        return relay(BATCH);
    }

    Relay relay(int batch) {
        return new Relay(name, this::connect, log(), settings(batch));
    }

    /** One that tells a gate of its comparisons. */
    Relay relay(WriteGate gate) {
        return new Relay(name, this::connect, log(), settings(BATCH), gate,
                new RelayMeters(new SimpleMeterRegistry(), name));
    }

    /** One that asks the broker for the ids of topics. */
    Relay relay(Supplier<Map<String, String>> topicIds) {
        return new Relay(name, this::connect, log(topicIds), settings(BATCH));
    }

    /** One whose ring is another. */
    Relay relay(FactMac macs) {
        return new Relay(name, this::connect, log(macs, RelayWorld::oneId), settings(BATCH));
    }

    private static RelayProperties settings(int batch) {
        return new RelayProperties(batch, Duration.ofMillis(5), Duration.ofMillis(25));
    }

    Connection connect() throws SQLException {
        return database.dataSource("scim_ingress").getConnection();
    }

    KafkaFactLog log() {
        return log(RelayWorld::oneId);
    }

    static FactMac macs(String keys) {
        var ring = KeyRing.parse(keys);
        return new FactMac(() -> ring);
    }

    KafkaFactLog log(Supplier<Map<String, String>> topicIds) {
        return log(MACS, topicIds);
    }

    KafkaFactLog log(FactMac macs, Supplier<Map<String, String>> topicIds) {
        return new KafkaFactLog(name, codec, macs, () -> kafka.relayProducer(name), kafka::reader, kafka::end,
                topicIds);
    }

    static Map<String, String> oneId() {
        return Arrays.stream(Topic.values()).collect(Collectors.toMap(Topic::topicName, _ -> TOPIC_ID));
    }

    List<OutboxRow> unpublished() {
        try (var session = LeaderSession.tryLead(this::connect, name).orElseThrow()) {
            return session.unpublished(100);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    DatabaseIdentity identity() {
        try (var connection = connect()) {
            return StoreLook.at(connection, name).state().database();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The audit index takes what is there so far in the partition that has the Team's facts. */
    void auditHasRead(String topicId, long offset) {
        owner.sql("""
                insert into audit.chain_head (topic, partition, topic_id, last_offset, last_hash, length)
                select distinct topic, partition, :id, :offset, sha256(''), 1 from directory.outbox_published
                on conflict (topic, partition) do update set topic_id = :id, last_offset = :offset
                """).param("id", topicId).param("offset", offset).update();
        owner.sql("""
                insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition,
                    topic_id, "offset", chain_position, raw, salt, leaf)
                select now(), event_id, organisation_id, type, occurred_at, 'system', 'a', 'a', 'r', 'success', '[]', '{}',
                    '{}', coalesce(event_seq, 0), topic, partition, topic_id, "offset", 1, payload, '', sha256('')
                from directory.outbox_published where topic_id = :id and "offset" <= :offset
                """).param("id", topicId).param("offset", offset).update();
    }

    boolean gateIsOpen() {
        return owner.sql("select gate_closed_because is null from directory.relay").query(Boolean.class).single();
    }

    long lastOffset() {
        return owner.sql("select max(\"offset\") from directory.outbox_published").query(Long.class).single();
    }

    void assertThatTheTopicHoldsExactly(int facts) {
        Eventually.within(DEADLINE, () -> {
            assertThat(read(Topic.TEAMS)).isEqualTo(LongStream.rangeClosed(1, facts).boxed().toList());
            assertThat(owner.sql("select count(*) from directory.outbox_published").query(Integer.class).single())
                    .isEqualTo(facts);
        });
    }

    /** Numbers of the Team's facts in a topic, as a plain read-committed reader sees them. */
    List<Long> read(Topic topic) {
        return TopicReader.readAll(bootstrap, topic.topicName()).stream().filter(r -> team.toString().equals(r.key()))
                .map(r -> codec.decode(r.value(), TeamFact.class).getHeader().getEventSeq()).toList();
    }
}
