package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;

/** What a raw token is good for, asked by a person of its organisation; {@link IntrospectionFilter} answers the token itself. */
@ApiController
@RequestMapping(IntrospectionFilter.PATH)
class IntrospectionController {

    private final TokenVerifier verifier;

    IntrospectionController(TokenVerifier verifier) {
        this.verifier = verifier;
    }

    record Body(@Nullable String token) {}

    /** What a raw token of the organisation is good for; those of others are not active here. */
    @PostMapping
    Introspection introspect(Person person, @RequestBody Body body) {
        if (body.token() == null) {
            throw ApiProblemException.badRequest("token must be there");
        }
        return Introspection.of(verifier.verify(body.token())).seenBy(person.organisationId());
    }
}
