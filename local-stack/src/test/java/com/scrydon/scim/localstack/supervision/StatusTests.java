package com.scrydon.scim.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTests {

    @Test
    void oneLineTellsPartStateTimeAndAddress() {
        var status = new Status("postgres", PartState.READY, Duration.ofMillis(1234), "jdbc:postgresql://db");

        assertThat(status.line()).isEqualTo("  postgres             ready         1.2 s  jdbc:postgresql://db");
    }

    @Test
    void backOffDoublesUpToTenSeconds() {
        assertThat(Backoff.after(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(Backoff.after(3)).isEqualTo(Duration.ofSeconds(2));
        assertThat(Backoff.after(50)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void theTellingLineOfALogIsTheLastThatNamesAnError() {
        assertThat(LogTail.telling(List.of("INFO up", "ERROR no such role", "  at x.y", "bye"))).isEqualTo(
                "ERROR no such role");
        assertThat(LogTail.telling(List.of("all well", ""))).isEqualTo("all well");
        assertThat(LogTail.telling(List.of())).isEqualTo("it wrote nothing");
    }
}
