package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A leader whose process is stopped (SIGSTOP) for half a minute in the middle of a batch. */
@Tag("slow")
@Tag("R27")
class FrozenLeaderTests {

    private static final Duration FROZEN = Duration.ofSeconds(30);

    /** One leader that freezes and one that takes over. */
    private static final class Pair implements AutoCloseable {

        private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());
        private final RelayMain.Freeze freeze;
        private final RelayProcess frozen;
        private final Relay other;

        Pair(RelayMain.Freeze freeze, Path failpoints) {
            this.freeze = freeze;
            world.commit(3);
            frozen = RelayProcess.start(world, failpoints, freeze);
            other = world.relay();
        }

        @Override
        public void close() {
            frozen.close();
            other.close();
        }
    }

    @Test
    void r27_aLeaderFrozenForHalfAMinuteLosesLeadershipAndPublishesNothingWhenItWakes(@TempDir Path failpoints)
            throws Exception {
        try (var before = new Pair(RelayMain.Freeze.BEFORE_KAFKA_COMMIT, failpoints);
                var after = new Pair(RelayMain.Freeze.AFTER_KAFKA_COMMIT, failpoints)) {
            var pairs = List.of(before, after);
            pairs.forEach(pair -> pair.frozen.awaitFrozen());
            var awake = Instant.now().plus(FROZEN);
            for (var pair : pairs) {
                pair.other.start();
                pair.world.assertThatTheTopicHoldsExactly(3);
                pair.world.commit(4);
                pair.world.assertThatTheTopicHoldsExactly(7);
            }
            Eventually.within(FROZEN.plusSeconds(5), () -> assertThat(Instant.now()).isAfter(awake));
            for (var pair : pairs) {
                pair.frozen.wake();
            }
            for (var pair : pairs) {
                standsByAndPublishesNothing(pair);
                takesOverAgain(pair);
            }
        }
    }

    private static void standsByAndPublishesNothing(Pair pair) throws Exception {
        Eventually.within(RelayWorld.DEADLINE, () -> assertThat(sinceItWoke(pair)).as(pair.freeze.name())
                .last().isEqualTo(new RelayStatus.StandingBy().toString()));
        pair.world.commit(2);
        pair.world.assertThatTheTopicHoldsExactly(9);
        assertThat(sinceItWoke(pair)).noneMatch(line -> line.startsWith("Leading"));
    }

    private static void takesOverAgain(Pair pair) {
        pair.other.close();
        pair.world.commit(2);
        pair.world.assertThatTheTopicHoldsExactly(11);
    }

    /** What it said after that; before it wakes it may have said that it leads. */
    private static List<String> sinceItWoke(Pair pair) throws Exception {
        var lines = pair.frozen.output();
        return lines.subList(lines.indexOf("woke") + 1, lines.size());
    }
}
