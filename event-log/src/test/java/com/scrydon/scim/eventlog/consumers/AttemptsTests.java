package com.scrydon.scim.eventlog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a consumer says of itself. */
class AttemptsTests {

    private final Attempts attempts = new Attempts("a consumer", Pauses.USUAL);

    private void idle(int turns) {
        IntStream.range(0, turns).forEach(_ -> attempts.idle());
    }

    @Test
    void r30_aBrokenConsumerRunsAgainOnceNothingComesForSomeSeconds() {
        attempts.broke(new StackOverflowError());
        idle(20);
        assertThat(attempts.state()).isInstanceOf(State.Broken.class);
        attempts.broke(new StackOverflowError());
        idle(20);
        assertThat(attempts.state()).isEqualTo(new State.Broken(2, "StackOverflowError: null"));
        idle(1);
        assertThat(attempts.state()).isEqualTo(new State.Running());
    }

    /** While Kafka is down nothing comes either. */
    @Test
    void r30_aConsumerThatRetriesDoesSoUntilItWorks() {
        attempts.failed(new IllegalStateException("x"));
        idle(100);
        assertThat(attempts.state()).isInstanceOf(State.Retrying.class);
        attempts.succeeded();
        assertThat(attempts.state()).isEqualTo(new State.Running());
    }

    @Test
    void r30_aConsumerThatKafkaLetsInAgainRunsAndItsPausesGoOnGrowing() {
        attempts.failed(new IllegalStateException("no such user"));
        var pause = attempts.pause();
        attempts.joined();
        assertThat(attempts.state()).isEqualTo(new State.Running());
        attempts.failed(new IllegalStateException("no such user"));
        assertThat(attempts.pause()).isGreaterThan(pause);
    }
}
