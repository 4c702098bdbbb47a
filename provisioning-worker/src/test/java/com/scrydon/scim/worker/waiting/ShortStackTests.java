package com.scrydon.scim.worker.waiting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R30")
class ShortStackTests {

    @Test
    void theCauseIsTheFirstLineOfTheInnermostFailure() {
        var failure = new IllegalStateException("outer", new IllegalArgumentException("inner\n  Detail: secret"));
        assertThat(ShortStack.cause(failure)).isEqualTo("IllegalArgumentException: inner");
    }

    @Test
    void theStackNamesTheChainAndOurFrames() {
        var failure = new IllegalStateException("outer", new IllegalArgumentException("inner"));
        assertThat(ShortStack.of(failure)).startsWith("java.lang.IllegalStateException: outer\n    at com.scrydon.")
                .contains("caused by java.lang.IllegalArgumentException: inner").doesNotContain("org.junit");
    }

    @Test
    void r30_itIsBoundedAndStorableWhateverTheMessage() {
        RuntimeException failure = new IllegalStateException("\0\uD83D" + "ä€😀".repeat(10_000));
        for (int i = 0; i < 100; i++) {
            failure = new IllegalStateException("\0" + "😀".repeat(2_000), failure);
        }
        var stack = ShortStack.of(failure);
        assertThat(stack.getBytes(StandardCharsets.UTF_8).length).isBetween(2_000, ShortStack.MAX_BYTES);
        assertThat(stack + ShortStack.cause(failure)).doesNotContain("\0");
    }

    @Test
    void aFailureThatIsItsOwnCauseEnds() {
        var failure = new IllegalStateException("a");
        var other = new IllegalStateException("b", failure);
        failure.initCause(other);
        assertThat(ShortStack.of(failure)).contains("IllegalStateException: b");
    }
}
