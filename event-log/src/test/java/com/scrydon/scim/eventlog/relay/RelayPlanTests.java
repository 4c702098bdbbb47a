package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.PreparedWork;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The relay's statements as production runs them: prepared while their tables are empty and known to be, and then meeting a
 * burst that no statistic knows. Judged by the rows and pages that Postgres counts.
 */
@Tag("R28")
class RelayPlanTests {

    private static final int BURST = 20_000;
    private static final int BATCH = 1_000;
    /** pgjdbc prepares on the server from the fifth execution on, Postgres may keep a plan from its sixth on. */
    private static final int TIMES = 12;
    private static final List<String> TABLES = List.of("directory.outbox", "directory.outbox_published",
            "audit.chain_head", "audit.record_default", "audit.undecodable_record");

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());

    private void emptyAndKnownToBe() {
        for (var table : TABLES) {
            world.owner().sql("alter table " + table + " set (autovacuum_enabled = off)").update();
            world.owner().sql("vacuum analyze " + table).update();
        }
    }

    /** Every hundredth key is parked. */
    private void burst() {
        world.owner().sql("""
                insert into directory.outbox
                    (event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at, refused_because)
                select gen_random_uuid(), :organisation, 'topic', 'key ' || n, 1, 'test', '', now(),
                    case when n % 100 = 0 then 'by the test' end
                from generate_series(1, :burst) n
                """).param("organisation", new UUID(1, 1)).param("burst", BURST).update();
        world.owner().sql("""
                insert into directory.outbox_published
                    (id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at, batch, partition,
                     "offset", topic_id, published_at)
                select -n, gen_random_uuid(), :organisation, 'topic', 'key ' || n, 1, 'test', '', now(), 1, n % 12, n, 't',
                    now()
                from generate_series(1, :burst) n
                """).param("organisation", new UUID(1, 1)).param("burst", BURST).update();
        world.owner().sql("""
                insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition,
                    topic_id, "offset", chain_position, raw, salt, leaf)
                select now(), event_id, organisation_id, type, occurred_at, 'system', 'a', 'a', 'r', 'success', '[]', '{}',
                    '{}', event_seq, topic, partition, topic_id, "offset", id, '', '', sha256('')
                from directory.outbox_published
                """).update();
        world.owner().sql("""
                insert into audit.chain_head (topic, partition, topic_id, last_offset, last_hash, length)
                select 'topic', n, 't', :burst, sha256(''), 1 from generate_series(0, 11) n
                """).param("burst", BURST).update();
    }

    private static void prepare(LeaderSession session) throws SQLException {
        for (int i = 0; i < TIMES; i++) {
            session.unpublished(BATCH);
            session.stillUnpublished(List.of(UUID.randomUUID()));
            assertThatThrownBy(
                    () -> session.move(1, Map.of(UUID.randomUUID(), new Position(0, 0)), Map.of("topic", "t")))
                    .hasMessageContaining("kept 0");
            session.prune(BURST);
        }
    }

    @Test
    void r28_theLeadersStatementsAreLinearInABurstThatNoStatisticKnows() throws SQLException {
        emptyAndKnownToBe();
        var raw = world.connect();
        try (var session = LeaderSession.tryLead(() -> raw, world.name()).orElseThrow()) {
            try (var patient = raw.createStatement()) {
                patient.execute("set idle_session_timeout = 0; set idle_in_transaction_session_timeout = 0");
            }
            prepare(session);
            burst();
            assertLinear(PreparedWork.of(raw, "order by o.id", "'" + BATCH + "'",
                    "'" + LeaderSession.MOST_BYTES + "'"), BATCH);
            var events = literal(world.owner().sql("select event_id::text from directory.outbox order by id limit :n")
                    .param("n", BATCH).query(String.class).list());
            assertLinear(PreparedWork.of(raw, "select event_id from outbox where", events), BATCH);
            var numbers = literal(IntStream.range(0, BATCH).mapToObj(Integer::toString).toList());
            assertLinear(PreparedWork.of(raw, "insert into outbox_published", "'1'", events, numbers, numbers,
                    "'{topic}'", "'{t}'"), BATCH);
            assertLinear(PreparedWork.of(raw, "from audit.chain_head h", "'" + BURST + "'"), BURST);
            assertThat(session.prune(BURST)).isEqualTo(BURST);
        }
    }

    /** Facts of a year ago that the index has only now: each month since has an index of its own to look into. */
    @Test
    void r28b_aStatementOfPruningIsBoundedHoweverManyMonthsTheAuditIndexHas() throws SQLException {
        world.owner().sql("""
                select audit.create_month((date_trunc('month', now()) - make_interval(months => n))::date)::text
                from generate_series(0, 12) n
                """).query(String.class).list();
        emptyAndKnownToBe();
        var raw = world.connect();
        try (var session = LeaderSession.tryLead(() -> raw, world.name()).orElseThrow()) {
            try (var patient = raw.createStatement()) {
                patient.execute("set idle_session_timeout = 0; set idle_in_transaction_session_timeout = 0");
            }
            prepare(session);
            burst();
            world.owner().sql("update directory.outbox_published set occurred_at = now() - interval '1 year'").update();
            var work = PreparedWork.of(raw, "from audit.chain_head h", "'" + Relay.PRUNE_LIMIT + "'");
            System.out.printf("%d rows and %d pages for %d facts and 13 months%n", work.rows(), work.pages(),
                    Relay.PRUNE_LIMIT);
            assertThat(work.pages()).as(work.plan()).isLessThan(100L * Relay.PRUNE_LIMIT);
            assertThat(session.prune(Relay.PRUNE_LIMIT)).isEqualTo(Relay.PRUNE_LIMIT);
        }
    }

    @Test
    void r28_theWatchOfTheOutboxIsLinearInABurstThatNoStatisticKnows() throws SQLException {
        emptyAndKnownToBe();
        try (Connection raw = world.connect();
                var watch = new OutboxWatch(new SingleConnectionDataSource(raw, true), world.name())) {
            for (int i = 0; i < TIMES; i++) {
                watch.look();
            }
            burst();
            assertLinear(PreparedWork.of(raw, "as oldest_age", "'" + BURST + "'", "'" + world.name() + "'",
                    "'" + BURST + "'"), 2 * BURST);
            watch.look();
            assertThat(watch.latest().orElseThrow().rows()).isEqualTo(BURST);
            assertThat(watch.latest().orElseThrow().kept()).isEqualTo(BURST);
            assertThat(watch.latest().orElseThrow().parkedKeys()).isEqualTo(BURST / 100);
        }
    }

    private static void assertLinear(PreparedWork work, int facts) {
        System.out.printf("%d rows and %d pages for %d facts%n", work.rows(), work.pages(), facts);
        assertThat(work.rows()).as(work.plan()).isLessThan(40L * facts);
        assertThat(work.pages()).as(work.plan()).isLessThan(40L * facts);
    }

    private static String literal(List<String> values) {
        return values.stream().collect(Collectors.joining(",", "'{", "}'"));
    }
}
