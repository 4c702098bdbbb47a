package com.scrydon.scim.eventlog.refusals;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.facts.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * One refusal.
 *
 * @param organisation whose audit log it belongs to; the nil UUID where no token tells
 * @param source token or person id, else the address
 * @param known whether a good token was shown: such refusals are told singly at first, others are only counted
 */
public record Refusal(UUID organisation, String source, boolean known, RefusedRequest request, FactContext context) {

    private static final UUID NOBODY = new UUID(0, 0);

    /** The source is a key, and an issuer of tokens has chosen the actor's names: they have to be printable. */
    public Refusal {
        source = Redaction.text(source);
        context = Redaction.context(context);
    }

    /**
     * Of somebody who showed nothing that is known, told by their address.
     *
     * @param service that refused
     */
    public static Refusal ofStranger(String service, RefusedRequest request, String requestId, String remoteAddress,
            Instant now) {
        var stranger = Actor.newBuilder().setKind("system").setId(service).setDisplay("unauthenticated").build();
        return new Refusal(NOBODY, remoteAddress, false, request,
                new FactContext(stranger, requestId, null, remoteAddress, now));
    }

    /** The same, told of nobody in particular. */
    Refusal ofOthers() {
        return new Refusal(organisation, "other sources", known, request, context);
    }
}
