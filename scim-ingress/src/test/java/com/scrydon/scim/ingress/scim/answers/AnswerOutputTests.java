package com.scrydon.scim.ingress.scim.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrydon.scim.ingress.scim.problems.RefusedRequestException;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpOutputMessage;

/** How answers leave, with a clock in hand. */
class AnswerOutputTests {

    private final Client client = new Client();

    /** One that takes its time for each write of 8 KiB. */
    private static final class Client implements HttpOutputMessage {

        private final ByteArrayOutputStream received = new ByteArrayOutputStream();
        private final HttpHeaders headers = new HttpHeaders();
        private Duration each = Duration.ZERO;
        private long now;

        @Override
        public OutputStream getBody() {
            return new OutputStream() {

                @Override
                public void write(int value) {
                    throw new UnsupportedOperationException("pieces only");
                }

                @Override
                public void write(byte[] bytes, int offset, int length) {
                    now += each.toNanos();
                    received.write(bytes, offset, length);
                }
            };
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }

    private AnswerOutput output(boolean mayBeLarge) {
        return new AnswerOutput(client, () -> mayBeLarge, () -> client.now);
    }

    @Test
    void aSmallAnswerHasItsLengthAndNeedsNoRoom() throws IOException {
        var output = output(false);
        output.write(new byte[64 * 1024]);
        assertThat(output.hasBegun()).isFalse();
        output.finish();
        assertThat(client.headers.getContentLength()).isEqualTo(64 * 1024);
        assertThat(client.received.size()).isEqualTo(64 * 1024);
    }

    @Test
    void aLargeOneWithoutRoomIsRefusedBeforeAnythingIsSent() throws IOException {
        var output = output(false);
        output.write(new byte[60_000]);
        assertThatExceptionOfType(RefusedRequestException.class).isThrownBy(() -> output.write(new byte[60_000]))
                .matches(refused -> refused.problem() instanceof ScimProblem.Unavailable);
        assertThat(output.hasBegun()).isFalse();
        assertThat(client.received.size()).isZero();
    }

    @Test
    void r15_whoReadsLessThan64kBASecondIsCutAndWhoReadsMoreIsNot() throws IOException {
        client.each = Duration.ofMillis(120);
        var quick = output(true);
        for (int i = 0; i < 100; i++) {
            quick.write(new byte[64 * 1024]);
        }
        quick.finish();
        assertThat(client.received.size()).isEqualTo(100 * 64 * 1024);

        client.each = Duration.ofMillis(140);
        var slow = output(true);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> {
            for (int i = 0; i < 100; i++) {
                slow.write(new byte[64 * 1024]);
            }
        }).withMessageContaining("64000 bytes a second");
    }

    @Test
    void aPauseOfTheNetworkIsForgiven() throws IOException {
        var output = output(true);
        output.write(new byte[100_000]);
        client.each = Duration.ofSeconds(4);
        output.write(new byte[8 * 1024]);
        client.each = Duration.ZERO;
        output.write(new byte[1_000_000]);
        output.finish();
        assertThat(client.received.size()).isEqualTo(1_108_192);
    }
}
