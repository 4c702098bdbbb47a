package com.scrydon.scim.ingress.door.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When Postgres counts as away (R15). */
class SilenceTests {

    private final Silence silence = new Silence(Duration.ofMillis(300), Duration.ofMillis(100));

    @Test
    void r15_itBecomesTooLongOnceAndLastsUntilAnAnswer() {
        assertThat(silence.look()).isFalse();
        assertThat(silence.look()).isFalse();
        assertThat(silence.isTooLong()).isFalse();
        assertThat(silence.look()).isTrue();
        assertThat(silence.look()).isFalse();
        assertThat(silence.isTooLong()).isTrue();
        silence.answered();
        assertThat(silence.isTooLong()).isFalse();
    }

    @Test
    void r15_anAnswerInTimeBeginsTheCountAnew() {
        for (int i = 0; i < 10; i++) {
            assertThat(silence.look()).isFalse();
            assertThat(silence.look()).isFalse();
            silence.answered();
        }
        assertThat(silence.isTooLong()).isFalse();
    }
}
