package com.scrydon.scim.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RefusalFacts;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.Eventually;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A flood of bad tokens from the address of a good one (R4, R31). {@code -Dscim.flood.requests} says how many. */
@Tag("slow")
class FloodTests {

    private static final RunningIngress INGRESS = RunningIngress.withSettings();
    private static final int REQUESTS = Integer.getInteger("scim.flood.requests", 6_000);
    private static final int SENDERS = 16;
    /** Tomcat closes a connection after 100 requests. */
    private static final int PER_CONNECTION = 90;
    private static final UUID NOBODY = new UUID(0, 0);

    @Test
    void r4_badTokensNeitherStopGoodOnesNorFillTheLog() throws Exception {
        var tenant = INGRESS.tenant();
        long began = System.nanoTime();
        var slowest = Duration.ZERO;
        var refusals = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(SENDERS)) {
            var senders = IntStream.range(0, SENDERS).mapToObj(n -> threads.submit(sender(n))).toList();
            while (!senders.stream().allMatch(sender -> sender.isDone())) {
                long asked = System.nanoTime();
                assertThat(tenant.scim("GET", "/Users?count=1", "").status()).isEqualTo(200);
                var took = Duration.ofNanos(System.nanoTime() - asked);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
            for (var sender : senders) {
                refusals.addAll(sender.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
        assertThat(tenant.scim("POST", "/Users", "{\"userName\":\"ada@example.com\"}").status()).isEqualTo(201);
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        long unauthorized = refusals.stream().filter(status -> status == 401).count();
        long throttled = refusals.stream().filter(status -> status == 429).count();
        assertThat(unauthorized + throttled).isEqualTo(refusals.size());
        assertThat(throttled).isPositive();
        assertThat(unauthorized).isLessThanOrEqualTo(60 + seconds + 1);
        Eventually.within(Duration.ofSeconds(30), () -> {
            var facts = RefusalFacts.of(INGRESS, NOBODY);
            assertThat(facts.told(401)).isEqualTo(unauthorized);
            assertThat(facts.told(429)).isEqualTo(throttled);
        });
        long facts = RefusalFacts.of(INGRESS, NOBODY).facts().size();
        System.out.printf("%d bad tokens in %d s: %d x 401, %d x 429, %d facts; slowest good request %d ms%n",
                refusals.size(), seconds, unauthorized, throttled, facts, slowest.toMillis());
        assertThat(facts).isLessThanOrEqualTo(2 * (seconds / 10 + 2));
        assertThat(slowest).isLessThan(Duration.ofSeconds(3));
    }

    /** As fast as it goes; every other token has a right checksum and must be looked up. */
    private static Callable<List<Integer>> sender(int number) {
        return () -> {
            var random = new Random(number);
            var statuses = new ArrayList<Integer>();
            while (statuses.size() < REQUESTS / SENDERS) {
                send(random, Math.min(PER_CONNECTION, REQUESTS / SENDERS - statuses.size()), statuses);
            }
            return statuses;
        };
    }

    private static void send(Random random, int requests, List<Integer> statuses) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), INGRESS.port())) {
            var in = new BufferedInputStream(socket.getInputStream());
            for (int i = 0; i < requests; i++) {
                var token = i % 2 == 0 ? "scrydon_scim_nonsense" : wellFormed(random);
                socket.getOutputStream().write(("GET /api/auth/scim/v2/Users HTTP/1.1\r\nHost: x\r\n"
                        + "Authorization: Bearer " + token + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                statuses.add(status(in));
            }
        }
    }

    private static String wellFormed(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        var encoder = Base64.getUrlEncoder().withoutPadding();
        var body = "scrydon_scim_" + encoder.encodeToString(bytes);
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return body + encoder.encodeToString(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    /** Reads one answer to its end. */
    private static int status(BufferedInputStream in) throws IOException {
        int status = Integer.parseInt(line(in).substring("HTTP/1.1 ".length()).substring(0, 3));
        int length = 0;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(header.substring("content-length:".length()).strip());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(BufferedInputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("the connection ended");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
