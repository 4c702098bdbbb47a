package com.scrydon.scim.ingress.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RawHttp;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import com.scrydon.scim.ingress.harness.WireRules;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Malformed requests over several connections at once: no answer is a server error, and every answer is SCIM.
 * {@code -Dscim.fuzz.requests} and {@code -Dscim.fuzz.seed} set how many and which; a seed gives each connection the same
 * requests again, but for the ids that the service chose.
 */
@Tag("slow")
@Tag("R24")
class FuzzTests {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzTests.class);
    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final int REQUESTS = Integer.getInteger("scim.fuzz.requests", 5_000);
    private static final long SEED = Long.getLong("scim.fuzz.seed", 20_261_124L);
    private static final int CONNECTIONS = 8;
    /** Users and groups get lost to DELETE; they are made again after so many requests. */
    private static final int FRESH_AFTER = 200;
    private static final int REPORTED = 5;
    private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

    private final Map<Integer, LongAdder> statuses = new ConcurrentHashMap<>();

    @Test
    void r24_noMalformedRequestIsAServerErrorOrAnsweredOtherwiseThanInScim()
            throws InterruptedException, ExecutionException {
        LOG.info("fuzzing: {} requests, seed {}", REQUESTS, SEED);
        var calls = IntStream.range(0, CONNECTIONS).<Callable<List<String>>>mapToObj(i -> () -> run(i)).toList();
        var failures = new ArrayList<String>();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (Future<List<String>> future : threads.invokeAll(calls)) {
                failures.addAll(future.get());
            }
        }
        LOG.info("fuzzing: answers by status {}", statuses);
        assertThat(failures.stream().limit(REPORTED)).as("seed %d, %d failures", SEED, failures.size()).isEmpty();
        long good = statuses.entrySet().stream().filter(entry -> entry.getKey() < 300)
                .mapToLong(entry -> entry.getValue().sum()).sum();
        assertThat(good).as("requests that still work").isBetween(REQUESTS / 20L, REQUESTS * 4L / 5);
    }

    private List<String> run(int connection) throws IOException {
        var random = new Random(SEED * 31 + connection);
        var token = INGRESS.newOrganisation();
        var mutations = new FuzzMutations(random);
        var failures = new ArrayList<String>();
        try (var line = new Line()) {
            var seeds = seeds(random, line, token);
            for (int i = 0; i < REQUESTS / CONNECTIONS && failures.size() < REPORTED; i++) {
                if (i % FRESH_AFTER == FRESH_AFTER - 1) {
                    seeds = seeds(random, line, token);
                }
                var request = mutations.broken(seeds.next());
                var bytes = request.sent(token);
                int number = i;
                failure(line, request, bytes).ifPresent(why -> failures.add("connection %d, request %d: %s%n%s"
                        .formatted(connection, number, why, new String(bytes, StandardCharsets.ISO_8859_1))));
            }
        }
        return failures;
    }

    /** A few users and groups: those that are there already, or new ones. */
    private static FuzzSeeds seeds(Random random, Line line, String token) throws IOException {
        var users = new ArrayList<String>();
        var groups = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            users.add(made(line, token, "/Users", OktaBodies.user("f" + i + "@example.com", "x" + i),
                    "userName eq \"f" + i + "@example.com\""));
            groups.add(
                    made(line, token, "/Groups", OktaBodies.group("Group " + i), "displayName eq \"Group " + i + '"'));
        }
        return new FuzzSeeds(random, users, groups);
    }

    private static String made(Line line, String token, String path, String body, String filter) throws IOException {
        var post = FuzzRequest.of("POST", path, body);
        var made = line.exchange(post, post.sent(token));
        var find = FuzzRequest.of("GET", path + "?count=1&filter=" + ScimClient.encoded(filter), "");
        var answer = made.status() == 201 ? made : line.exchange(find, find.sent(token));
        var id = ID.matcher(answer.body());
        return id.find() ? id.group(1) : "none";
    }

    private Optional<String> failure(Line line, FuzzRequest request, byte[] bytes) throws IOException {
        try {
            var seen = line.exchange(request, bytes);
            statuses.computeIfAbsent(seen.status(), _ -> new LongAdder()).increment();
            return refusedAsItShould(request, seen)
                    ? WireRules.violation(seen).map(rule -> rule + " in " + seen)
                    : Optional.of("server error " + seen);
        } catch (EOFException | SocketException e) {
            line.close();
            // Where the end of a request cannot be told, closing the connection is an answer.
            return request.keepsConnection() ? Optional.of("no answer: " + e) : Optional.empty();
        }
    }

    private static boolean refusedAsItShould(FuzzRequest request, WireRules.Seen seen) {
        return seen.status() < 500 || (seen.status() == 501 && request.target().contains("/Me"));
    }

    /** A connection that is opened again whenever it cannot be used any more. */
    private static final class Line implements AutoCloseable {

        private @Nullable RawHttp http;

        WireRules.Seen exchange(FuzzRequest request, byte[] bytes) throws IOException {
            if (!request.keepsConnection()) {
                return RawHttp.once(INGRESS.port(), request.method(), bytes);
            }
            var seen = answered(request, bytes);
            if (seen.header("connection").equalsIgnoreCase("close")) {
                close();
            }
            return seen;
        }

        /** A connection that the service ended after its last answer gives way to a new one, as every client has it. */
        private WireRules.Seen answered(FuzzRequest request, byte[] bytes) throws IOException {
            if (http != null) {
                try {
                    http.send(bytes);
                    return http.answer(request.method());
                } catch (EOFException | SocketException _) {
                    close();
                }
            }
            var open = new RawHttp(INGRESS.port());
            http = open;
            open.send(bytes);
            return open.answer(request.method());
        }

        @Override
        public void close() throws IOException {
            if (http != null) {
                http.close();
                http = null;
            }
        }
    }
}
