package com.scrydon.scim.ingress.door.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.door.requests.Scope;
import java.util.HashSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenFormatTests {

    @Test
    void r2_mintedTokensAreWellFormedAndDiffer() {
        var tokens = new HashSet<String>();
        IntStream.range(0, 1_000).mapToObj(_ -> TokenFormat.mint()).forEach(tokens::add);
        assertThat(tokens).hasSize(1_000).allMatch(TokenFormat::isWellFormed)
                .allMatch(token -> token.matches("scrydon_scim_[A-Za-z0-9_-]{43}[A-Za-z0-9_-]{6}"));
    }

    @Test
    void r2_aTypingErrorIsNoticedByTheChecksum() {
        var token = TokenFormat.mint();
        for (int i = 0; i < token.length(); i++) {
            var other = token.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(TokenFormat.isWellFormed(token.substring(0, i) + other + token.substring(i + 1))).isFalse();
        }
        assertThat(TokenFormat.isWellFormed("")).isFalse();
        assertThat(TokenFormat.isWellFormed(token + "a")).isFalse();
    }

    @Test
    void r3_scopesFollowMethodAndResource() {
        assertThat(RequiredScope.of("GET", "/api/auth/scim/v2/Users")).containsExactly(Scope.USERS_READ);
        assertThat(RequiredScope.of("POST", "/api/auth/scim/v2/Users/.search")).containsExactly(Scope.USERS_READ);
        assertThat(RequiredScope.of("PATCH", "/api/auth/scim/v2/Groups/1")).containsExactly(Scope.GROUPS_WRITE);
        assertThat(RequiredScope.of("POST", "/api/auth/scim/v2/.search")).containsExactly(Scope.USERS_READ,
                Scope.GROUPS_READ);
        assertThat(RequiredScope.of("GET", "/api/auth/scim/v2")).containsExactly(Scope.USERS_READ, Scope.GROUPS_READ);
        assertThat(RequiredScope.of("GET", "/api/auth/scim/v2/Schemas")).isEmpty();
        assertThat(RequiredScope.of("GET", "/api/auth/scim/v2/Usersx")).isEmpty();
    }
}
