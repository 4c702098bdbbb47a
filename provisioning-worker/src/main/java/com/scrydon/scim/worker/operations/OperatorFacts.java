package com.scrydon.scim.worker.operations;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.OperationFact;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.worker.WorkerActor;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators do is in the audit log, with the person as actor (R37). */
@Component
public class OperatorFacts {

    private static final int MOST_DETAIL = 1_000;

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
        append(context(person, request, UUID.randomUUID().toString()), person.organisationId(), type, subject, null);
    }

    /**
     * Appends a fact about something that goes on, whose facts and effects all have its id as their request.
     *
     * @param subject id of it
     * @param detail what was asked or came of it, in words; cut to what the fact takes
     */
    public void append(Person person, HttpServletRequest request, FactType type, String subject, String detail) {
        append(context(person, request, subject), person.organisationId(), type, subject, detail);
    }

    private FactContext context(Person person, HttpServletRequest request, String requestId) {
        var actor = new Actor(person.actorKind().word(), person.id(), person.name());
        return new FactContext(actor, requestId, null, request.getRemoteAddr(), clock.instant());
    }

    /** Appends what came of something that was asked before, or that nobody asked for. */
    public void appendOfSystem(UUID organisation, FactType type, String subject, String detail) {
        append(new FactContext(WorkerActor.WORKER, subject, null, null, clock.instant()), organisation, type, subject,
                detail);
    }

    private void append(FactContext context, UUID organisation, FactType type, String subject,
            @Nullable String detail) {
        var told = detail == null || detail.length() <= MOST_DETAIL ? detail : detail.substring(0, MOST_DETAIL);
        outbox.append(context, List.of(PendingFact.unordered(type, organisation, subject,
                header -> OperationFact.newBuilder().setHeader(header).setSubject(subject).setDetail(told).build())));
    }
}
