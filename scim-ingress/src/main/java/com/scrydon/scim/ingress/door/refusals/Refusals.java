package com.scrydon.scim.ingress.door.refusals;

import com.scrydon.scim.eventlog.refusals.Refusal;
import com.scrydon.scim.eventlog.refusals.RefusedRequest;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.door.requests.People;
import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.ingress.scim.problems.RefusalNote;
import com.scrydon.scim.servicekit.people.ApiRefusal;
import java.time.Instant;
import java.util.Optional;

/** Says whose the refusals of the ingress are. */
final class Refusals {

    private static final int UNAUTHORIZED = 401;

    private Refusals() {}

    /** A refusal of SCIM; without an origin nobody knows who asked. */
    static Refusal of(Optional<Origin> origin, RequestTrace trace, RefusalNote note, Instant now) {
        return origin
                .map(from -> new Refusal(from.organisationId(), from.actor().getId(),
                        note.status() != UNAUTHORIZED && !from.scopes().isEmpty(), request(note), from.at(now)))
                .orElseGet(() -> Refusal.ofStranger("scim-ingress", request(note), trace.requestId(),
                        trace.remoteAddress(), now));
    }

    /** A refusal of the management API, whose persons have an organisation and tokens that are good. */
    static Refusal of(ApiRefusal refusal, RequestTrace trace, RefusalNote note, Instant now) {
        return refusal.person()
                .map(person -> new Refusal(person.organisationId(), person.id(), true, request(note),
                        People.origin(person, trace).at(now)))
                .orElseGet(() -> of(Optional.empty(), trace, note, now));
    }

    private static RefusedRequest request(RefusalNote note) {
        return new RefusedRequest(note.method(), note.path(), Endpoints.of(note.path()), note.status(),
                note.scimType(), note.detail());
    }
}
