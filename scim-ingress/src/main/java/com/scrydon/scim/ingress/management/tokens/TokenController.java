package com.scrydon.scim.ingress.management.tokens;

import com.scrydon.scim.ingress.door.requests.RequestTrace;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Tokens of the organisation: generated, listed, rotated, revoked (R2). */
@ApiController
@RequestMapping("/api/management/v1/tokens")
class TokenController {

    private final Tokens tokens;
    private final TokenStore store;

    TokenController(Tokens tokens, TokenStore store) {
        this.tokens = tokens;
        this.store = store;
    }

    record Body(@Nullable String label, @Nullable List<String> scopes, @Nullable Instant expiresAt,
            @Nullable Integer ratePerSecond, @Nullable Integer burst) {}

    /** The one time that the raw token is shown. */
    record Minted(UUID id, String token) {}

    /** The one time that the new raw token is shown; the old one is good until then. */
    record Rotated(UUID id, String token, Instant previousValidUntil) {}

    record RotationBody(@Nullable Integer overlapSeconds, @Nullable Instant expiresAt) {}

    record Listed(List<TokenRow> tokens) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Minted mint(Person person, RequestTrace trace, @RequestBody Body body) {
        person.require(Role.ORG_ADMIN);
        return tokens.mint(person, trace,
                NewToken.of(body.label(), body.scopes(), body.expiresAt(), body.ratePerSecond(), body.burst()));
    }

    @GetMapping
    Listed list(Person person) {
        return new Listed(store.list(person.organisationId()));
    }

    /** A new raw value for the same token, whose label, scopes and limits stay. */
    @PostMapping("/{id}/rotate")
    Rotated rotate(Person person, RequestTrace trace, @PathVariable("id") UUID id,
            @RequestBody(required = false) @Nullable RotationBody body) {
        person.require(Role.ORG_ADMIN);
        return tokens.rotate(person, trace, id, body == null
                ? Rotation.of(null, null)
                : Rotation.of(body.overlapSeconds(), body.expiresAt()));
    }

    /** Another rate for the same token; a body without one gives it the service's default again. */
    @PutMapping("/{id}/rate")
    TokenRow limit(Person person, RequestTrace trace, @PathVariable("id") UUID id, @RequestBody OwnRate rate) {
        person.require(Role.ORG_ADMIN);
        return tokens.limit(person, trace, id, rate.checked());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(Person person, RequestTrace trace, @PathVariable("id") UUID id) {
        person.require(Role.ORG_ADMIN);
        if (!tokens.revoke(person, trace, id)) {
            throw ApiProblemException.notFound("there is no token " + id);
        }
    }
}
