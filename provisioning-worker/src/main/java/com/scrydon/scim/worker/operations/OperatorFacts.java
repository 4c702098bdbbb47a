package com.scrydon.scim.worker.operations;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.OperationFact;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.people.Person;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What operators do is in the audit log, with the person as actor (R37). */
@Component
public class OperatorFacts {

    private final Outbox outbox;
    private final Clock clock;

    OperatorFacts(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Appends a fact, inside the transaction of what was done.
     *
     * @param subject what it was done to
     */
    public void append(Person person, HttpServletRequest request, FactType type, String subject) {
        var now = clock.instant();
        var actor = new Actor(person.actorKind().word(), person.id(), person.name());
        var context = new FactContext(actor, UUID.randomUUID().toString(), null, request.getRemoteAddr(), now);
        outbox.append(context,
                List.of(PendingFact.unordered(type, person.organisationId(), subject,
                        header -> OperationFact.newBuilder().setHeader(header).setSubject(subject).build())));
    }
}
