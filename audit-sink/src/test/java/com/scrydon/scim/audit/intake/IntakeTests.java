package com.scrydon.scim.audit.intake;

import static com.scrydon.scim.audit.TestFacts.provisioned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.audit.TestFacts;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.proof.Verdict;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestPostgres;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Facts into the index on a real Postgres. */
@Tag("slow")
@Tag("R33")
class IntakeTests {

    private final TestPostgres.Database database = TestPostgres.database();
    private final Sink sink = new Sink(database, "1");

    @Test
    void r33_eachFactIsIndexedOnceInLogOrderAndChained() {
        sink.handle(users(0, 1, 2, 5, 9));

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 1L, 2L, 5L, 9L);
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(5));
        assertThat(sink.nextOffset(Sink.USERS_0)).contains(10L);
        assertThat(sink.counters.records()).isEqualTo(5);
    }

    @Test
    void r33_batchesDeliveredAgainOrCutOtherwiseAddNothing() {
        var all = users(0, 1, 2, 3, 4, 5);
        sink.handle(all.subList(0, 3));
        sink.handle(all);
        sink.handle(all);
        sink.handle(all.subList(2, 5));

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(6));
    }

    @Test
    void r33_twoSinksRacingForOnePartitionIndexEachFactOnce() throws Exception {
        var all = users(LongStream.range(0, 200).toArray());
        Callable<Void> inBatches = () -> {
            var racing = new Sink(database, "1");
            for (int from = 0; from < all.size(); from += 20) {
                racing.handle(all.subList(from, from + 20));
            }
            return null;
        };
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var racer : threads.invokeAll(List.of(inBatches, inBatches, inBatches))) {
                racer.get();
            }
        }

        assertThat(sink.indexedOffsets(Topic.USERS)).isEqualTo(LongStream.range(0, 200).boxed().toList());
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(200));
    }

    @Test
    void r33_recordThatCannotBeDecodedIsKeptInTheChainAndBlocksNobody() {
        var batch = new ArrayList<>(users(0, 2));
        batch.add(1, sink.raw(Topic.USERS, 1, new byte[]{0, 0, 0, 0, 1, 9}));
        batch.add(sink.raw(Topic.USERS, 3, null));
        sink.handle(batch);

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 2L);
        assertThat(sink.owner.sql("select cause from audit.undecodable_record order by \"offset\"").query(String.class)
                .list()).satisfiesExactly(cause -> assertThat(cause).contains("schema id 1"),
                        cause -> assertThat(cause).contains("no value"));
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(4));
    }

    @Test
    void r33_recordWhoseContentPostgresRefusesIsKeptRawAndTheOthersAreIndexed() {
        var impossible = TestFacts.header(TestFacts.ORGANISATION, "scim.user.updated", 2,
                Instant.ofEpochMilli(Long.MAX_VALUE));
        var batch = new ArrayList<>(users(0, 1));
        batch.add(sink.record(Topic.USERS, 2, TestFacts.user(impossible, "ada@example.com", List.of())));
        batch.addAll(users(3));
        sink.handle(batch);

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 1L, 3L);
        assertThat(sink.counters.undecodable()).isEqualTo(1);
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(4));
    }

    /** Before, only three classes of SQLSTATE were the record's, and this one would have held up its partition for ever. */
    @Test
    void r33_recordThatMeetsItselfInAStatementIsKeptRawToo() {
        refuse(1, "21000");
        sink.handle(users(0, 1, 2));

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 2L);
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(3));
    }

    /** A right that is missing, somebody who forbids it for now, a lock: what is tried again is not skipped. */
    @Test
    void r33_whatMayWorkOnceItIsMendedIsNotKeptRaw() {
        for (var state : List.of("42501", "P0001", "XX001", "55P03", "57014", "53100", "25006")) {
            refuse(1, state);
            assertThatThrownBy(() -> sink.handle(users(0, 1, 2))).as(state).isInstanceOf(DataAccessException.class);
            sink.owner.sql("drop trigger refuse on audit.record").update();
        }
        sink.handle(users(0, 1, 2));
        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 1L, 2L);
    }

    private void refuse(long offset, String sqlState) {
        sink.owner.sql("""
                create or replace function audit.refuse() returns trigger language plpgsql as $$
                begin raise exception 'refused' using errcode = tg_argv[0]; end $$
                """).update();
        sink.owner
                .sql("create trigger refuse before insert on audit.record for each row when (new.\"offset\" = " + offset
                        + ") execute function audit.refuse('" + sqlState + "')")
                .update();
    }

    @Test
    void r31_oddAndOverlongTextIsIndexed() {
        var fact = TestFacts.user(TestFacts.header("scim.user.updated", 1), "a\0" + "\uD83D\uDE00".repeat(2_000),
                List.of());
        sink.handle(List.of(sink.record(Topic.USERS, 0, fact)));

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L);
        assertThat(sink.counters.undecodable()).isZero();
    }

    @Test
    void r33_topicMadeAnewIsReadFromItsBeginningAndTheChainGoesOn() {
        sink.handle(users(0, 1, 2));
        var anew = new Sink(database, "2");

        assertThat(anew.nextOffset(Sink.USERS_0)).isEmpty();
        anew.handle(users(0, 1));
        assertThat(anew.nextOffset(Sink.USERS_0)).contains(2L);
        assertThat(anew.indexedOffsets(Topic.USERS)).containsExactly(0L, 1L, 2L, 0L, 1L);
        assertThat(anew.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(5));
    }

    @Test
    void r33_whatAnOlderPostgresHasLostUnderARunningIntakeIsReadAgain() {
        sink.handle(users(0, 1, 2));
        sink.owner.sql("create table public.older as select * from audit.chain_head").update();
        sink.handle(users(3, 4));
        sink.owner.sql("delete from audit.record where \"offset\" > 2").update();
        sink.owner.sql("""
                update audit.chain_head set last_offset = o.last_offset, last_hash = o.last_hash, length = o.length
                from public.older o
                """).update();

        assertThatThrownBy(() -> sink.handle(users(5)))
                .hasMessageContaining("was read up to offset 4, its chain ends at 2");
        assertThat(sink.nextOffset(Sink.USERS_0)).contains(3L);
        sink.handle(users(3, 4, 5));
        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(6));
    }

    @Test
    void r33_nothingIsIndexedWhileTheWriteGateIsClosed() {
        sink.owner.sql("update audit.relay set gate_closed_because = 'lost', gate_closed_by = 'memory'").update();
        assertThatThrownBy(() -> sink.handle(users(0))).isInstanceOf(WriteGateClosedException.class);
        assertThat(sink.indexedOffsets(Topic.USERS)).isEmpty();

        sink.owner.sql("update audit.relay set gate_closed_because = null, gate_closed_by = null").update();
        sink.handle(users(0));
        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L);
    }

    @Test
    void r33_alteredAndDeletedRecordsAreFound() {
        sink.handle(users(0, 1, 2));
        sink.owner.sql("update audit.record set raw = set_byte(raw, 20, get_byte(raw, 20) # 1) where \"offset\" = 1")
                .update();
        assertThat(sink.verify(Sink.USERS_0)).isInstanceOfSatisfying(Verdict.Broken.class,
                broken -> assertThat(broken.position()).isEqualTo(2));

        sink.owner.sql("delete from audit.record where \"offset\" = 1").update();
        assertThat(sink.verify(Sink.USERS_0)).isInstanceOf(Verdict.Broken.class);
    }

    @Test
    void r33_sinkItselfCanNeitherChangeNorDeleteRecords() {
        sink.handle(users(0));
        var role = JdbcClient.create(database.dataSource("audit_sink"));

        assertThatThrownBy(() -> role.sql("update audit.record set type = 'x'").update())
                .isInstanceOf(DataAccessException.class).rootCause()
                .hasMessageContaining("permission denied");
        assertThatThrownBy(() -> role.sql("delete from audit.record").update()).rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void r31_namesComeFromTheDirectoryWhereTheFactHasOnlyIds() {
        sink.owner.sql("insert into directory.organisation (id, slug, name) values (:id, 'o', 'O')")
                .param("id", TestFacts.ORGANISATION).update();
        sink.owner.sql("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                values (:id, :organisation, 'person', 'ada@example.com', 'ada', now(), now())
                """).param("id", TestFacts.ACCOUNT).param("organisation", TestFacts.ORGANISATION).update();
        sink.handle(List.of(sink.record(Topic.MEMBERSHIPS, 0, TestFacts.gained(1))));

        assertThat(sink.owner.sql("select targets ->> 0 from audit.record").query(String.class).single())
                .contains("\"display\": \"ada@example.com\"");
    }

    @Test
    void recordsLieInThePartitionOfTheirMonth() {
        sink.handle(users(0));

        assertThat(sink.owner.sql("select tableoid::regclass::text from audit.record").query(String.class).single())
                .isEqualTo("audit.record_2026_11");
        assertThat(sink.owner.sql("select to_regclass('audit.record_2027_01')::text").query(String.class).single())
                .isEqualTo("audit.record_2027_01");
    }

    private List<ConsumerRecord<String, byte[]>> users(long... offsets) {
        return LongStream.of(offsets).mapToObj(o -> sink.record(Topic.USERS, o, provisioned(o + 1))).toList();
    }
}
