package com.scrydon.scim.ingress.requests;

import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.facts.Actor;

/** Persons of the management API as origins of changes (R37). */
public final class People {

    private People() {}

    public static Origin origin(Person person, RequestTrace trace) {
        var actor = Actor.newBuilder().setKind(person.actorKind().word()).setId(person.id()).setDisplay(person.name())
                .build();
        return trace.by(actor, person.organisationId());
    }
}
