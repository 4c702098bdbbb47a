package com.scrydon.scim.ingress.door.requests;

import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.servicekit.people.Person;

/** Persons of the management API as origins of changes (R37). */
public final class People {

    private People() {}

    public static Origin origin(Person person, RequestTrace trace) {
        var actor = Actor.newBuilder().setKind(person.actorKind().word()).setId(person.id()).setDisplay(person.name())
                .build();
        return trace.by(actor, person.organisationId());
    }
}
