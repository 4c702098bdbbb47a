package com.scrydon.scim.ingress.management.organisations;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The caps that an organisation has of its own (R5); body of {@code PUT /organisations/{id}/caps}. What is null is as
 * {@code scim.caps.*} of the service says.
 *
 * @param users persons, native and inactive ones included; 1 or more
 * @param groups pushed Groups; 1 or more
 * @param membersPerGroup direct members of a Group; 1 or more
 * @param teams native ones and those of Groups; 1 or more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OwnCaps(@Nullable Long users, @Nullable Long groups, @Nullable Long membersPerGroup, @Nullable Long teams) {

    /** Far below what a number of rows can be, so that sums cannot overflow. */
    private static final long MOST = 1_000_000_000_000L;

    /**
     * The same caps, if there can be such ones. A cap below what there is refuses more, and takes nothing away.
     *
     * @throws ApiProblemException 400 that says what is wrong
     */
    OwnCaps checked() {
        if (Stream.of(users, groups, membersPerGroup, teams).anyMatch(cap -> cap != null && (cap < 1 || cap > MOST))) {
            throw ApiProblemException.badRequest("users, groups, membersPerGroup and teams must be 1 to " + MOST);
        }
        return this;
    }
}
