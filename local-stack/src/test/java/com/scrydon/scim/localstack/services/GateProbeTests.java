package com.scrydon.scim.localstack.services;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GateProbeTests {

    @Test
    void theBoardReadsWhatHealthSaysOfTheGate() {
        assertThat(GateProbe.words("""
                {"details":{"writes":"closed: Kafka was lost"},"status":"OUT_OF_SERVICE"}"""))
                .contains("closed: Kafka was lost");
        assertThat(GateProbe.words("{\"status\":\"UP\"}")).isEmpty();
        assertThat(GateProbe.words("")).isEmpty();
        assertThat(GateProbe.words("<html>")).isEmpty();
    }
}
