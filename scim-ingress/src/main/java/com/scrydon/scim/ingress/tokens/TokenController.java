package com.scrydon.scim.ingress.tokens;

import com.scrydon.scim.apiaccess.ApiController;
import com.scrydon.scim.apiaccess.ApiProblemException;
import com.scrydon.scim.apiaccess.Person;
import com.scrydon.scim.apiaccess.Role;
import com.scrydon.scim.ingress.wire.ManagementCaller;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Tokens for org admins; the raw value is in the answer of the one call that makes it, and nowhere else (R2). */
@ApiController
@RequestMapping("/api/management/v1/tokens")
class TokenController {

    private static final int MAX_LABEL = 100;

    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    /** What an org admin asks for. */
    record Request(@Nullable String label, @Nullable List<String> scopes, @Nullable Instant expiresAt,
            @Nullable Integer ratePerSecond, @Nullable Integer burst) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Map<String, Object> mint(@RequestBody Request request, Person person, HttpServletRequest http) {
        person.require(Role.ORG_ADMIN);
        var label = request.label();
        if (label == null || label.isBlank() || label.length() > MAX_LABEL) {
            throw ApiProblemException.badRequest("label must have 1 to " + MAX_LABEL + " characters");
        }
        var minted = tokens.mint(ManagementCaller.of(person, http), label, scopes(request.scopes()),
                request.expiresAt(), request.ratePerSecond(), request.burst());
        return minted.map(m -> Map.<String, Object>of("id", m.id(), "token", m.raw()))
                .orElseThrow(() -> ApiProblemException.conflict(
                        "the organisation has " + Tokens.MAX_ACTIVE + " active tokens; revoke one first"));
    }

    @GetMapping
    Map<String, List<Token>> list(Person person) {
        person.require(Role.ORG_ADMIN, Role.AUDITOR, Role.OPERATOR);
        return Map.of("tokens", tokens.list(person.organisationId()));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable UUID id, Person person, HttpServletRequest http) {
        person.require(Role.ORG_ADMIN);
        if (!tokens.revoke(ManagementCaller.of(person, http), id)) {
            throw ApiProblemException.notFound("no such active token");
        }
    }

    private static List<Scope> scopes(@Nullable List<String> names) {
        if (names == null || names.isEmpty()) {
            throw ApiProblemException.badRequest("scopes must name at least one scope");
        }
        return names.stream().map(name -> Scope.parse(name)
                .orElseThrow(() -> ApiProblemException.badRequest("unknown scope " + name))).distinct().toList();
    }
}
