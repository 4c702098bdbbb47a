package com.scrydon.scim.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class TranscriptTests {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Transcript transcript = new Transcript(new PrintStream(bytes, true, StandardCharsets.UTF_8), false);

    @Test
    void idsInPathsAreShortened() {
        assertThat(Transcript.shortened("/Users/5f0c6f0e-6f5e-4a0a-9a55-4a1d4f3b9c11")).isEqualTo("/Users/5f0c6f0e…");
    }

    @Test
    void oneExpectationThatDidNotHoldFailsTheConversation() {
        transcript.step("Talk");
        transcript.call(answer(200), true, "fine");
        transcript.call(answer(500), false, "created");

        assertThat(transcript.summarise(1.5)).isFalse();
        assertThat(bytes.toString(StandardCharsets.UTF_8)).contains("1. Talk", "200", "ok", "FAILED  created; got 500",
                "2 calls, 1 expectations held, 1 failed, 1.5 s.").doesNotContain("\u001b[");
    }

    @Test
    void everythingHeld() {
        transcript.call(answer(200), true, "");

        assertThat(transcript.summarise(0)).isTrue();
    }

    private static Caller.Answer answer(int status) {
        return new Caller.Answer("GET", "/Users", status, 3, JsonMapper.shared().createObjectNode());
    }
}
