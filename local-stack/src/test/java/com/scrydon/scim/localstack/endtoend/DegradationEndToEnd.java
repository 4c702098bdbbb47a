package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.http.Caller;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What SCIM answers while Postgres, Kafka or the registry is frozen or gone, in the real stack (R15, R28). */
class DegradationEndToEnd {

    private static final int CLIENTS = 16;
    private static final Duration OUTAGE = Duration.ofSeconds(8);
    private static final Duration RECOVERY = Duration.ofSeconds(60);
    /** What is promised. */
    private static final Duration PROMISE = Duration.ofSeconds(2);
    /** What a machine that runs the whole stack, this test and more may add. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final TestStack stack = TestStack.INSTANCE;

    /** @param endedNanos by {@code System.nanoTime} */
    record Timed(int status, String retryAfter, long beganNanos, long endedNanos) {

        long millis() {
            return Duration.ofNanos(endedNanos - beganNanos).toMillis();
        }
    }

    private Timed send(Caller caller, String method, String path, String body) {
        long began = System.nanoTime();
        var answer = caller.send(method, path, body, Map.of("Authorization", "Bearer " + stack.file().token(),
                "Content-Type", "application/scim+json"));
        return new Timed(answer.status(), answer.headers().firstValue("Retry-After").orElse(""), began,
                System.nanoTime());
    }

    private Caller caller() {
        return new Caller(stack.file().scimBaseUrl()).withPatience(Duration.ofSeconds(30));
    }

    private Callable<List<Timed>> client(Caller caller, int number, long untilNanos) {
        return () -> {
            var answers = new ArrayList<Timed>();
            while (System.nanoTime() < untilNanos) {
                answers.add(number % 2 == 0
                        ? send(caller, "GET", "/Users?count=1", "")
                        : send(caller, "POST", "/Users",
                                "{\"userName\":\"%s@example.com\"}".formatted(UUID.randomUUID())));
            }
            return answers;
        };
    }

    /** Clients send without a pause while something is away; answers what each request met. */
    private List<Timed> during(Runnable outage, Runnable end) throws Exception {
        try (var caller = caller(); var threads = Executors.newFixedThreadPool(CLIENTS)) {
            long until = System.nanoTime() + OUTAGE.toNanos();
            var clients = IntStream.range(0, CLIENTS).mapToObj(n -> threads.submit(client(caller, n, until))).toList();
            outage.run();
            var answers = new ArrayList<Timed>();
            for (Future<List<Timed>> client : clients) {
                answers.addAll(client.get());
            }
            return answers;
        } finally {
            end.run();
        }
    }

    private Stream<ProcessHandle> processes(String part) {
        var handle = ProcessHandle.of(stack.pid(part)).orElseThrow();
        return Stream.concat(Stream.of(handle), handle.descendants());
    }

    private void freeze(String part) {
        processes(part).forEach(process -> TestStack.signal("STOP", process.pid()));
    }

    private void thaw(String part) {
        processes(part).forEach(process -> TestStack.signal("CONT", process.pid()));
    }

    private void servesAgain() {
        try (var caller = caller()) {
            Eventually.within(RECOVERY, () -> {
                assertThat(send(caller, "GET", "/Users?count=1", "").status()).isEqualTo(200);
                assertThat(send(caller, "POST", "/Users",
                        "{\"userName\":\"%s@example.com\"}".formatted(UUID.randomUUID())).status()).isEqualTo(201);
            });
        }
    }

    private static void areAllPrompt(String what, List<Timed> answers) {
        long refused = answers.stream().filter(answer -> answer.status() == 503).count();
        long slowest = answers.stream().mapToLong(Timed::millis).max().orElse(0);
        System.out.printf("%s: %d requests, %d x 503, slowest %d ms%n", what, answers.size(), refused, slowest);
        assertThat(answers).extracting(Timed::status).isSubsetOf(200, 201, 503);
        assertThat(answers).filteredOn(answer -> answer.status() == 503)
                .allMatch(answer -> answer.retryAfter().matches("[1-9]\\d*"));
        assertThat(slowest).isLessThan(PROMISE.plus(GRACE).toMillis());
    }

    @Test
    void r15_withPostgresFrozenEverybodyIsAnswered503InTimeAndTheIngressRecoversByItself() throws Exception {
        servesAgain();
        long ingress = stack.pid("scim-ingress");
        var answers = during(() -> freeze("postgres"), () -> thaw("postgres"));
        areAllPrompt("Postgres frozen", answers);
        assertThat(answers).anyMatch(answer -> answer.status() == 503);
        servesAgain();
        assertThat(stack.pid("scim-ingress")).isEqualTo(ingress);
    }

    @Test
    void r15_withPostgresGoneEverybodyIsAnswered503InTimeAndTheIngressRecoversByItself() throws Exception {
        servesAgain();
        long ingress = stack.pid("scim-ingress");
        var former = Collections.synchronizedList(new ArrayList<Long>());
        var answers = during(() -> former.add(stack.kill("postgres")), () -> {});
        areAllPrompt("Postgres killed", answers);
        assertThat(answers).anyMatch(answer -> answer.status() == 503);
        stack.awaitAgain("postgres", former.getFirst());
        servesAgain();
        assertThat(stack.pid("scim-ingress")).isEqualTo(ingress);
    }

    @Test
    void r28_kafkaAndRegistryFrozenAreNotNoticedByScim() throws Exception {
        servesAgain();
        var answers = during(() -> {
            freeze("kafka");
            freeze("registry");
        }, () -> {
            thaw("registry");
            thaw("kafka");
        });
        areAllPrompt("Kafka and registry frozen", answers);
        assertThat(answers).noneMatch(answer -> answer.status() == 503);
        Eventually.within(Duration.ofMinutes(3), () -> assertThat(stack.database()
                .sql("select count(*) from directory.outbox").query(Long.class).single()).isZero());
        TopicStory.isGaplessAndFreeOfRepeats(stack.file().subscriber());
    }
}
