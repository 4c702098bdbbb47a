package com.scrydon.scim.ingress.management.tokens;

import com.scrydon.scim.ingress.door.requests.RawTokens;
import com.scrydon.scim.ingress.door.requests.Scope;
import com.scrydon.scim.language.texts.Texts;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of {@code POST /tokens}: what the token is to be. */
record NewToken(String label, List<String> scopes, @Nullable Instant expiresAt, OwnRate rate) {

    private static final int MAX_LABEL = 100;

    /** Reads what a client sent, where anything may be missing. */
    static NewToken of(@Nullable String label, @Nullable List<String> scopes, @Nullable Instant expiresAt,
            @Nullable Integer ratePerSecond, @Nullable Integer burst) {
        if (label == null || label.isBlank() || label.length() > MAX_LABEL || !Texts.storable(label)) {
            throw ApiProblemException.badRequest("label must have 1 to " + MAX_LABEL + " characters");
        }
        if (RawTokens.in(label)) {
            throw ApiProblemException.badRequest("label must not hold a token: it is shown to others");
        }
        if (scopes == null || scopes.isEmpty() || scopes.stream().anyMatch(name -> Scope.named(name).isEmpty())) {
            throw ApiProblemException.badRequest("scopes must be some of " + String.join(", ", names()));
        }
        return new NewToken(label.strip(), scopes.stream().distinct().toList(), expiresAt,
                new OwnRate(ratePerSecond, burst).checked());
    }

    private static List<String> names() {
        return Arrays.stream(Scope.values()).map(Scope::wireName).toList();
    }
}
