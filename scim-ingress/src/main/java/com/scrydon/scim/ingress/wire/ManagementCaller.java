package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.facts.Actor;
import jakarta.servlet.http.HttpServletRequest;

/** The caller of a management request: the person is the actor in the audit log (R37). */
public final class ManagementCaller {

    private ManagementCaller() {}

    public static Caller of(Person person, HttpServletRequest request) {
        return new Caller(person.organisationId(), new Actor("person", person.id(), person.name()),
                RequestIds.of(request), request.getRemoteAddr());
    }
}
