package com.scrydon.scim.ingress.refusals;

import com.scrydon.scim.apiaccess.ApiRefusal;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.ingress.requests.Origin;
import com.scrydon.scim.ingress.requests.People;
import com.scrydon.scim.ingress.requests.RequestTrace;
import com.scrydon.scim.ingress.wire.RefusalNote;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * One refusal.
 *
 * @param organisation whose audit log it belongs to; the nil UUID where no token tells
 * @param source token or person id, else the address
 * @param known whether a good token was shown: such refusals are told singly at first, others are only counted
 */
record Refusal(UUID organisation, String source, boolean known, RefusalNote note, FactContext context) {

    private static final int UNAUTHORIZED = 401;
    private static final UUID NOBODY = new UUID(0, 0);
    private static final Actor STRANGER = Actor.newBuilder().setKind("system").setId("scim-ingress")
            .setDisplay("unauthenticated").build();

    static Refusal of(Optional<Origin> origin, RequestTrace trace, RefusalNote note, Instant now) {
        return origin
                .map(from -> new Refusal(from.organisationId(), from.actor().getId(),
                        note.status() != UNAUTHORIZED && !from.scopes().isEmpty(), note, from.at(now)))
                .orElseGet(() -> new Refusal(NOBODY, trace.remoteAddress(), false, note,
                        new FactContext(STRANGER, trace.requestId(), null, trace.remoteAddress(), now)));
    }

    /** A refusal of the management API, whose persons have an organisation and tokens that are good. */
    static Refusal of(ApiRefusal refusal, RequestTrace trace, RefusalNote note, Instant now) {
        return refusal.person()
                .map(person -> new Refusal(person.organisationId(), person.id(), true, note,
                        People.origin(person, trace).at(now)))
                .orElseGet(() -> of(Optional.empty(), trace, note, now));
    }

    /** The same, told of nobody in particular. */
    Refusal ofOthers() {
        return new Refusal(organisation, "other sources", known, note, context);
    }
}
