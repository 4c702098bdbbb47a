package com.scrydon.scim.ingress.races;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.OwnPostgres;
import com.scrydon.scim.testkit.http.Answer;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An older copy of Postgres is swapped in under a running ingress and under one that begins, and there is no Kafka. */
@Tag("slow")
@Tag("R27")
class OlderPostgresTests {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int CLIENTS = 8;

    private static Answer create(RunningIngress ingress) {
        return ingress.scim("POST", "/Users", "{\"userName\":\"%s@example.com\"}".formatted(UUID.randomUUID()));
    }

    private static void creates(RunningIngress ingress) {
        Eventually.within(PATIENCE, () -> assertThat(create(ingress).status()).isEqualTo(201));
    }

    private static String gate(RunningIngress ingress) {
        return ingress.send("GET", "/actuator/health/gate", "", "").body().path("details").path("writes").asString("");
    }

    private static long accounts(RunningIngress ingress) {
        return ingress.owner().sql("select count(*) from directory.account").query(Long.class).single();
    }

    /** Clients that send without a pause until they are told to stop. */
    private static List<Answer> during(RunningIngress ingress, Step step) throws Exception {
        var answers = Collections.synchronizedList(new ArrayList<Answer>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var over = new AtomicBoolean();
            for (int client = 0; client < CLIENTS; client++) {
                var _ = threads.submit(() -> {
                    while (!over.get()) {
                        answers.add(create(ingress));
                    }
                });
            }
            try {
                step.run();
            } finally {
                over.set(true);
            }
        }
        return answers;
    }

    /** What happens meanwhile. */
    private interface Step {
        void run() throws Exception;
    }

    @Test
    void r27_r28_nothingIsAcknowledgedInAPostgresThatCameBackOlderAndEverythingInTheRightOne() throws Exception {
        var memory = Files.createTempDirectory("gate").resolve("directory");
        try (var postgres = new OwnPostgres()) {
            var ingress = RunningIngress.on(postgres.database(), "--scim.gate.memory=" + memory);
            creates(ingress);
            assertThat(gate(ingress)).startsWith("unproven: ");
            postgres.stop();
            var older = postgres.copy();
            postgres.start();
            creates(ingress);
            assertThat(during(ingress, () -> Eventually.within(PATIENCE,
                    () -> assertThat(accounts(ingress)).isGreaterThan(50)))).anyMatch(a -> a.status() == 201);

            postgres.stop();
            var right = postgres.swap(older);
            var answers = during(ingress, () -> {
                postgres.start();
                Eventually.within(PATIENCE, () -> assertThat(create(ingress).raw().headers().firstValue("Retry-After"))
                        .contains("60"));
            });
            assertThat(answers).extracting(Answer::status).containsOnly(503);
            System.out.printf("%d changes met the older Postgres, %d accounts in it%n", answers.size(),
                    accounts(ingress));
            assertThat(accounts(ingress)).isEqualTo(1);
            isClosedButReads(ingress);

            var begun = ingress.anotherInstance("--scim.gate.memory=" + memory);
            assertThat(create(begun).status()).isEqualTo(503);
            isClosedButReads(begun);
            begun.stop();
            writeMuch(ingress);
            Eventually.within(PATIENCE, () -> isClosedButReads(ingress));

            postgres.stop();
            var former = postgres.swap(right);
            postgres.start();
            creates(ingress);
            assertThat(former).exists();
            assertThat(gate(ingress)).doesNotContain("closed");
            ingress.stop();
        }
    }

    /** More than the right one had when it was last seen, under new connections: that makes this one no younger. */
    private static void writeMuch(RunningIngress ingress) {
        ingress.owner().sql("create table filler as select repeat(n::text, 100) from generate_series(1, 100000) n")
                .update();
        ingress.owner().sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'scim_ingress'")
                .query(Boolean.class).list();
    }

    private static void isClosedButReads(RunningIngress ingress) {
        assertThat(ingress.scim("GET", "/Users", "").status()).isEqualTo(200);
        assertThat(gate(ingress)).startsWith("closed: ").contains("Restore Postgres to its very end");
        assertThat(ingress.send("GET", "/actuator/health/readiness", "", "").status()).isEqualTo(200);
        assertThat(ingress.send("GET", "/actuator/health", "", "").status()).isEqualTo(503);
        var refused = ingress.management("POST", "/teams", "{\"name\":\"T\"}");
        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.raw().headers().firstValue("Retry-After")).contains("60");
    }
}
