package com.scrydon.scim.worker.operations;

import com.scrydon.scim.apiaccess.ApiController;
import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.apiaccess.Role;
import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.relay.Relay;
import com.scrydon.scim.worker.intake.UndecodableRecords;
import com.scrydon.scim.worker.parking.Breaker;
import com.scrydon.scim.worker.parking.ParkedAccounts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** How the worker is doing, for operators. */
@ApiController
@RequestMapping("/api/operations/v1")
class StatusController {

    private static final String OUTBOX = """
            select count(*) as rows,
                coalesce(extract(epoch from clock_timestamp() - min(occurred_at)), 0) as oldest_age_seconds
            from outbox
            """;

    private final JdbcClient jdbc;
    private final ParkedAccounts parked;
    private final UndecodableRecords undecodable;
    private final List<BatchConsumer> consumers;
    private final ObjectProvider<Relay> relay;
    private final Breaker breaker;

    StatusController(JdbcClient jdbc, ParkedAccounts parked, UndecodableRecords undecodable,
            List<BatchConsumer> consumers, ObjectProvider<Relay> relay, Breaker breaker) {
        this.jdbc = jdbc;
        this.parked = parked;
        this.undecodable = undecodable;
        this.consumers = consumers;
        this.relay = relay;
        this.breaker = breaker;
    }

    /** @param oldestAgeSeconds age of the oldest fact that is not in Kafka yet; 0 if there is none */
    record OutboxStatus(long rows, double oldestAgeSeconds) {}

    /**
     * The worker in one look.
     *
     * @param consumers what each consumer is doing, by name
     * @param breaker of this instance: whether, why and until when nothing is parked
     */
    record Status(String relay, OutboxStatus outbox, long parkedAccounts, long undecodableRecords,
            Map<String, String> consumers, String breaker) {}

    @GetMapping("/status")
    Status status(Person person) {
        person.require(Role.OPERATOR, Role.AUDITOR, Role.ORG_ADMIN);
        var outbox = jdbc.sql(OUTBOX)
                .query((row, _) -> new OutboxStatus(row.getLong("rows"), row.getDouble("oldest_age_seconds"))).single();
        var leader = relay.getIfAvailable();
        return new Status(leader == null ? "disabled" : leader.status().toString(), outbox, parked.count(),
                undecodable.count(),
                consumers.stream().collect(Collectors.toMap(BatchConsumer::name, c -> c.state().toString())),
                breaker.state().toString());
    }
}
