package com.scrydon.scim.servicekit.people;

import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The person who calls, as their token says (R37), or the provisioning token in a person's place (R3). Controllers of the
 * three APIs take it as a parameter.
 *
 * @param id stable id of the person
 * @param name readable name, for the audit log
 * @param roles what they may do
 * @param organisationId the one organisation that the call may see and change
 * @param actorKind what the audit log says that the caller is
 */
public record Person(String id, String name, Set<Role> roles, UUID organisationId, ActorKind actorKind) {

    public Person {
        if (id.isBlank() || name.isBlank()) {
            throw new IllegalArgumentException("a person has an id and a name");
        }
        roles = Set.copyOf(roles);
    }

    /** A human being. */
    public Person(String id, String name, Set<Role> roles, UUID organisationId) {
        this(id, name, roles, organisationId, ActorKind.PERSON);
    }

    /**
     * Goes on only for a person who has one of the roles.
     *
     * @throws ApiProblemException 403 that names the roles
     */
    public void require(Role... anyOf) {
        if (Arrays.stream(anyOf).noneMatch(roles::contains)) {
            throw ApiProblemException.forbidden("needs the role " + names(List.of(anyOf)));
        }
    }

    private static String names(List<Role> roles) {
        return roles.stream().map(Role::claim).collect(Collectors.joining(" or "));
    }
}
