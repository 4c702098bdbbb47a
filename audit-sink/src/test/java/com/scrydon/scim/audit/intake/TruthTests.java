package com.scrydon.scim.audit.intake;

import static com.scrydon.scim.audit.TestFacts.provisioned;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.audit.TestFacts;
import com.scrydon.scim.audit.judging.UntrueRecords;
import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.KeyRing;
import com.scrydon.scim.proof.Verdict;
import com.scrydon.scim.schemas.FactHeaderName;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which records of the log become records of the index, on a real Postgres. */
@Tag("slow")
@Tag("R36d")
class TruthTests {

    private static final FactMac NEWER = new FactMac(() -> KeyRing.parse(TestKeys.NEW));

    private final TestPostgres.Database database = TestPostgres.database();
    private final Sink sink = new Sink(database, "1");

    @Test
    void r36d_whatIsForgedIsKeptApartAndInNoChain() {
        var fact = provisioned(1);
        var real = sink.record(Topic.USERS, 0, fact);
        var forged = TestFacts.user(fact.getHeader(), "forged@example.com", List.of());
        var changed = copy(real, Topic.USERS, 0, 1, "key", sink.codec.encode(Topic.USERS, forged));
        sink.handle(List.of(real, changed, copy(real, Topic.USERS, 0, 2, "other", real.value()),
                new ConsumerRecord<>(Topic.USERS.topicName(), 0, 3, "key", real.value()),
                sink.signed(NEWER, Topic.USERS, 4, provisioned(2))));
        sink.handle(List.of(copy(real, Topic.TEAMS, 0, 0, "key", real.value())));

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L);
        assertThat(sink.indexedOffsets(Topic.TEAMS)).isEmpty();
        assertThat(untrue()).containsExactly("scim.users.v1 1 wrong-mac", "scim.users.v1 2 wrong-mac",
                "scim.users.v1 3 no-mac", "scim.users.v1 4 unknown-key", "scim.teams.v1 0 wrong-mac");
        assertThat(sink.counters.untrue()).isEqualTo(Map.of("wrong-mac", 3L, "no-mac", 1L, "unknown-key", 1L));
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(1));
        assertThat(sink.nextOffset(Sink.USERS_0)).contains(5L);
        sink.handle(List.of(changed));
        assertThat(untrue()).as("delivered again").hasSize(5);
    }

    @Test
    void r33_aFactThatComesAgainIsNoSecondRecord() {
        var real = sink.record(Topic.USERS, 0, provisioned(1));
        sink.handle(List.of(real, copy(real, Topic.USERS, 0, 1, "key", real.value())));
        sink.handle(List.of(copy(real, Topic.USERS, 0, 7, "key", real.value()),
                sink.record(Topic.USERS, 8, provisioned(2))));
        new Sink(database, "made anew").handle(List.of(real));

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 8L);
        assertThat(sink.counters.duplicates()).isEqualTo(2);
        assertThat(untrue()).isEmpty();
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(2));
    }

    /** Another chain could not see the fact itself, and would index it once more. */
    @Test
    void r33_aCopyInAnotherPartitionIsNone() {
        var real = sink.record(Topic.USERS, 0, provisioned(1));
        sink.handle(List.of(real, copy(real, Topic.USERS, 1, 0, "key", real.value())));

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L);
        assertThat(untrue()).containsExactly("scim.users.v1 0 wrong-partition");
    }

    @Test
    void r33_aMissingNumberIsToldMakesNoLaterFactUntrueAndIsMissingUntilItComes() {
        sink.handle(List.of(sink.record(Topic.USERS, 0, provisioned(1)), sink.record(Topic.USERS, 1, provisioned(4))));
        assertThat(missing()).containsExactly("key {[2,4)}");
        sink.handle(List.of(sink.record(Topic.USERS, 2, provisioned(6)), sink.record(Topic.USERS, 3, provisioned(3))));
        assertThat(missing()).containsExactly("key {[2,3),[5,6)}");
        sink.handle(List.of(sink.record(Topic.USERS, 4, provisioned(2)), sink.record(Topic.USERS, 5, provisioned(5)),
                sink.record(Topic.USERS, 6, provisioned(7))));
        assertThat(missing()).isEmpty();
        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(sink.owner.sql("select highest from audit.key_head").query(Long.class).list()).containsExactly(7L);
    }

    /** Against the naive way: remember all numbers that came. */
    @Test
    void r33_missingNumbersAreThoseThatNeverCame() {
        var random = new Random(20_261_129);
        List<Long> came = new ArrayList<>();
        long offset = 0;
        for (int batch = 0; batch < 60; batch++) {
            var numbers = LongStream.generate(() -> random.nextLong(1, 40)).limit(random.nextInt(1, 5)).boxed()
                    .toList();
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            for (var number : numbers) {
                records.add(sink.record(Topic.USERS, offset++, provisioned(number)));
            }
            sink.handle(records);
            came.addAll(numbers);
            long highest = came.stream().mapToLong(n -> n).max().orElseThrow();
            var expected = LongStream.rangeClosed(1, highest).filter(n -> !came.contains(n)).boxed().toList();
            assertThat(sink.owner.sql("""
                    select n from audit.key_head, generate_series(1, highest) n where missing @> n::bigint order by n
                    """).query(Long.class).list()).isEqualTo(expected);
        }
    }

    /** The relay had the new key before the sink: nothing of what came meanwhile may be lost (R28b). */
    @Test
    void r28b_factsThatCameWhileTheRingLackedTheirKeyAreIndexedWhenItHasIt() {
        sink.rejudging.judgeAgain();
        sink.handle(List.of(sink.record(Topic.USERS, 0, provisioned(1)),
                sink.signed(NEWER, Topic.USERS, 1, provisioned(2)), sink.record(Topic.USERS, 2, provisioned(3)),
                sink.signed(NEWER, Topic.ACCESS, 0, TestFacts.refused("/x"))));
        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 2L);
        assertThat(missing()).containsExactly("key {[2,3)}");
        assertThat(hasFact(2)).isFalse();
        sink.ring.set(KeyRing.parse(TestKeys.OLD + "test-new " + TestKeys.OTHER));
        sink.rejudging.judgeAgain();
        assertThat(untrue()).as("not by another key of that name").containsExactly("scim.users.v1 1 wrong-mac",
                "scim.access.v1 0 wrong-mac");

        sink.ring.set(KeyRing.parse(TestKeys.NEW + TestKeys.OLD));
        sink.rejudging.judgeAgain();
        sink.rejudging.judgeAgain();

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L, 2L, 1L);
        assertThat(sink.indexedOffsets(Topic.ACCESS)).containsExactly(0L);
        assertThat(untrue()).isEmpty();
        assertThat(missing()).isEmpty();
        assertThat(hasFact(2)).isTrue();
        assertThat(sink.verify(Sink.USERS_0)).isEqualTo(new Verdict.Intact(3));
        assertThat(sink.nextOffset(Sink.USERS_0)).contains(3L);
        assertThat(sink.owner.sql("select sum(records) || ' ' || sum(bytes) from audit.untrue_kept").query(String.class)
                .single()).isEqualTo("0 0");
    }

    /** Judged by the old ring and written after the new one had judged all: by another sink, or by an intake that was slow. */
    @Test
    void r28b_aFactThatWasJudgedByAnOldRingAndWrittenLateIsIndexed() {
        sink.rejudging.judgeAgain();
        var late = sink.signed(NEWER, Topic.USERS, 0, provisioned(1));
        var forged = copy(late, Topic.USERS, 0, 1, "other", late.value());
        sink.ring.set(KeyRing.parse(TestKeys.NEW + TestKeys.OLD));
        sink.rejudging.judgeAgain();
        var before = sink.ring.getAndSet(KeyRing.parse(TestKeys.RING));
        sink.handle(List.of(late, forged));
        sink.ring.set(before);
        assertThat(untrue()).containsExactly("scim.users.v1 0 unknown-key", "scim.users.v1 1 unknown-key");

        sink.rejudging.judgeAgain();

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(0L);
        assertThat(untrue()).as("judged for good").containsExactly("scim.users.v1 1 wrong-mac");
    }

    @Test
    void r36d_forgeriesFillNoDiskAndAreCounted() {
        int beyond = 250;
        var forged = IntStream.range(0, (int) UntrueRecords.MOST_RECORDS + beyond)
                .mapToObj(n -> new ConsumerRecord<>(Topic.USERS.topicName(), 0, n, "key", new byte[]{1})).toList();
        for (int from = 0; from < forged.size(); from += 500) {
            sink.handle(forged.subList(from, Math.min(from + 500, forged.size())));
        }
        sink.handle(List.of(sink.record(Topic.USERS, forged.size(), provisioned(1))));

        assertThat(
                sink.owner.sql("select records || ' ' || dropped from audit.untrue_kept").query(String.class).single())
                .isEqualTo(UntrueRecords.MOST_RECORDS + " " + beyond);
        assertThat(untrue()).hasSize((int) UntrueRecords.MOST_RECORDS);
        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly((long) forged.size());
    }

    @Test
    void r36d_oddKeysAndMacsOfStrangersBlockNobody() {
        var odd = new ConsumerRecord<>(Topic.USERS.topicName(), 0, 0, "a\0" + "k".repeat(100_000), new byte[]{1});
        odd.headers().add(FactHeaderName.MAC.headerName(), new byte[1_000])
                .add(FactHeaderName.MAC_KEY.headerName(), "\0x".repeat(9_000).getBytes(
                        StandardCharsets.UTF_8))
                .add(FactHeaderName.SEQUENCE.headerName(), new byte[]{'x'});
        var empty = new ConsumerRecord<String, byte[]>(Topic.USERS.topicName(), 0, 1, null, null);
        sink.handle(List.of(odd, empty, sink.record(Topic.USERS, 2, provisioned(1))));

        assertThat(sink.indexedOffsets(Topic.USERS)).containsExactly(2L);
        assertThat(untrue()).hasSize(2);
        assertThat(sink.owner.sql("select max(length(key)) from audit.untrue_record").query(Integer.class).single())
                .isEqualTo(1_000);
    }

    private List<String> untrue() {
        return sink.owner.sql("select topic || ' ' || \"offset\" || ' ' || reason from audit.untrue_record order by id")
                .query(String.class).list();
    }

    private List<String> missing() {
        return sink.owner.sql("select key || ' ' || missing from audit.key_head where missing <> '{}' order by 1")
                .query(String.class).list();
    }

    /** What the relay asks before it lets Postgres forget a published fact. */
    private boolean hasFact(long number) {
        var event = sink.owner.sql("""
                select coalesce((select event_id from audit.record where event_seq = :n and topic = 'scim.users.v1'),
                    :nobody)
                """).param("n", number).param("nobody", UUID.randomUUID()).query(UUID.class).single();
        return sink.owner
                .sql("select audit.has_fact(:event, :at::timestamptz, 'scim.users.v1', 'scim.users.v1-1', 0, 1)")
                .param("event", event).param("at", TestFacts.MOMENT.toString()).query(Boolean.class).single();
    }

    private static ConsumerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> of, Topic topic, int partition,
            long offset, String key, byte[] content) {
        var copy = new ConsumerRecord<>(topic.topicName(), partition, offset, key, content);
        of.headers().forEach(copy.headers()::add);
        return copy;
    }
}
