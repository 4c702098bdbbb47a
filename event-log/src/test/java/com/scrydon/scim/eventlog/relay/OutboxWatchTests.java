package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The watch says why it sees nothing, sees again as soon as the cause is gone, and forgets nothing meanwhile. */
@Tag("R28")
class OutboxWatchTests {

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());
    private final AtomicLong clock = new AtomicLong();
    private final OutboxWatch watch = new OutboxWatch(world.database().dataSource("scim_ingress"), world.name(),
            WriteGate.withoutFile(world.name()), clock::get);

    private @Nullable Object detail(String name) {
        return new OutboxHealth(watch, () -> null).health().getDetails().get(name);
    }

    @Test
    void r28_whileItSeesNothingItNamesTheCauseAndKeepsWhatItSawLast() {
        assertThat(watch.blindBecause()).hasValue("the outbox has not been looked at yet");
        world.commit(2);
        assertThat(watch.look()).isTrue();
        assertThat(watch.blindBecause()).isEmpty();
        world.owner().sql("alter table directory.relay rename to moved").update();
        assertThat(watch.look()).isFalse();
        clock.addAndGet(OutboxWatch.LIFETIME.toNanos());
        assertThat(watch.latest()).isEmpty();
        assertThat(watch.lastKnown().orElseThrow().rows()).isEqualTo(2);
        assertThat(watch.blindBecause().orElseThrow()).contains("\"relay\" does not exist");
        assertThat(detail("sample")).asString().contains("\"relay\" does not exist");
        world.owner().sql("alter table directory.moved rename to relay").update();
        assertThat(watch.look()).isTrue();
        assertThat(watch.blindBecause()).isEmpty();
    }

    @Test
    void r28_itRestsTenTimesAsLongAsItLookedButNotForLongNorAfterAFailure() {
        assertThat(OutboxWatch.rest(true, Duration.ofMillis(1))).isEqualTo(Duration.ofMillis(500));
        assertThat(OutboxWatch.rest(true, Duration.ofMillis(100))).isEqualTo(Duration.ofSeconds(1));
        assertThat(OutboxWatch.rest(true, Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(3));
        assertThat(OutboxWatch.rest(false, Duration.ofSeconds(60))).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void r28b_whatTheAuditIndexHasNotPassedIsShownAndTooMuchOfItIsToldAsSuch() {
        world.owner().sql("""
                insert into directory.outbox_published
                    (id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at, batch, partition,
                     "offset", topic_id, published_at)
                select n, gen_random_uuid(), gen_random_uuid(), 'topic', 'key', n, 'test', '', now(), 1, 0, n, 't',
                    now() - interval '16 minutes'
                from generate_series(1, 3) n
                """).update();
        watch.look();
        assertThat(detail("keptRows")).isEqualTo(3L);
        assertThat(detail("auditIndex")).isEqualTo("behind");
        world.owner().sql("update directory.outbox_published set published_at = now()").update();
        watch.look();
        assertThat(detail("auditIndex")).isEqualTo("in step");
    }
}
