package com.scrydon.scim.worker.status;

import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.relay.OutboxWatch;
import com.scrydon.scim.eventlog.relay.Relay;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.supervision.PartState;
import com.scrydon.scim.worker.jobs.DriftWatch;
import com.scrydon.scim.worker.undecodable.UndecodableRecords;
import com.scrydon.scim.worker.waiting.Breaker;
import com.scrydon.scim.worker.waiting.ParkedAccounts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** How the worker is doing, for operators. */
@ApiController
@RequestMapping("/api/operations/v1")
class StatusController {

    private static final double MILLIS = Duration.ofSeconds(1).toMillis();

    private final OutboxWatch outbox;
    private final ParkedAccounts parked;
    private final UndecodableRecords undecodable;
    private final List<BatchConsumer> consumers;
    private final ObjectProvider<Relay> relay;
    private final Breaker breaker;
    private final DriftWatch drift;

    StatusController(OutboxWatch outbox, ParkedAccounts parked, UndecodableRecords undecodable,
            List<BatchConsumer> consumers, ObjectProvider<Relay> relay, Breaker breaker,
            DriftWatch drift) {
        this.outbox = outbox;
        this.parked = parked;
        this.undecodable = undecodable;
        this.consumers = consumers;
        this.relay = relay;
        this.breaker = breaker;
        this.drift = drift;
    }

    /** @param oldestAgeSeconds age of the oldest fact that can be published, those of parked keys left out; 0 if there is none */
    record OutboxStatus(long rows, double oldestAgeSeconds) {}

    /**
     * A state as the part says it, in the words that health and logs have too.
     *
     * @param concern {@code fine}, {@code heals itself} or {@code needs you}
     */
    record Part(String state, String details, String concern) {

        static Part of(PartState state) {
            return new Part(state.word(), state.details(), state.concern().words());
        }
    }

    /**
     * The worker in one look.
     *
     * @param relay of this instance; {@code disabled} if it has none
     * @param consumers what each consumer is doing, by name
     * @param breaker of this instance: whether, why and until when nothing is parked
     * @param drift whether accounts of any organisation differ from the definition, by the newest checks
     */
    record Status(Part relay, OutboxStatus outbox, long parkedAccounts, long undecodableRecords,
            Map<String, Part> consumers, Part breaker, Part drift) {}

    @GetMapping("/status")
    Status status(Person person) {
        person.require(Role.OPERATOR, Role.AUDITOR, Role.ORG_ADMIN);
        var sample = outbox.current();
        var leader = relay.getIfAvailable();
        return new Status(
                leader == null ? new Part("disabled", "", Concern.NONE.words()) : Part.of(leader.status()),
                new OutboxStatus(sample.rows(), sample.oldestAge().toMillis() / MILLIS), parked.count(),
                undecodable.count(),
                consumers.stream().collect(Collectors.toMap(BatchConsumer::name, c -> Part.of(c.state()))),
                Part.of(breaker.state()), Part.of(drift.state()));
    }
}
