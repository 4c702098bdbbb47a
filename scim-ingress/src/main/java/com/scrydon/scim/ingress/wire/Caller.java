package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.facts.Actor;
import java.time.Instant;
import java.util.UUID;

/**
 * Who calls, for one request.
 *
 * @param organisationId the one organisation that the call may see and change
 * @param actor token or person, as facts name it
 * @param requestId of this request
 * @param remoteAddress where it came from
 */
public record Caller(UUID organisationId, Actor actor, String requestId, String remoteAddress) {

    public FactContext at(Instant moment) {
        return new FactContext(actor, requestId, null, remoteAddress, moment);
    }
}
