package com.scrydon.scim.worker.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.lag.ConsumerLag;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.worker.intake.UndecodableRecordsForTests;
import com.scrydon.scim.worker.waiting.Breaker;
import com.scrydon.scim.worker.waiting.DefaultParking;
import com.scrydon.scim.worker.waiting.ParkedAccountsForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What leaves the worker up, and what does not. */
class WorkerHealthTests {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private WorkerHealth of(BatchConsumer consumer) {
        var jdbc = JdbcClient.create(TestPostgres.database().dataSource("provisioning_worker"));
        var clock = Clock.systemUTC();
        var breaker = new Breaker(DefaultParking.PROPERTIES, clock);
        var waiting = new WaitingWork(ParkedAccountsForTests.create(jdbc, clock, breaker),
                UndecodableRecordsForTests.create(jdbc, clock), breaker, meters);
        var kafka = new KafkaClients(new KafkaProperties("127.0.0.1:9", Map.of()));
        return new WorkerHealth(List.of(consumer), new ConsumerLag(kafka, List.of(), meters, clock), waiting, breaker);
    }

    @Test
    void r30_aConsumerThatAnErrorEndedIsDown() {
        try (var consumer = new BatchConsumer("tasks", List.of("t"), () -> {
            throw new NoClassDefFoundError("a class that is missing");
        }, _ -> {}, Optional.empty())) {
            var health = of(consumer);
            assertThat(health.health().getStatus()).isEqualTo(Status.UP);
            consumer.start();
            Eventually.within(Duration.ofSeconds(20),
                    () -> assertThat(health.health().getStatus()).isEqualTo(Status.DOWN));
            assertThat(health.health().getDetails().get("consumers")).asString().contains("broken")
                    .contains("a class that is missing");
        }
    }
}
