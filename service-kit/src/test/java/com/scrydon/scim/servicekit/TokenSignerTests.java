package com.scrydon.scim.servicekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.PersonClaims;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.people.TokenSigner;
import com.scrydon.scim.testkit.JwtKeys;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;

class TokenSignerTests {

    private static final JwtKeys KEYS = JwtKeys.make();
    private static final Person PERSON = new Person("p-1", "Ada Admin", Set.of(Role.ORG_ADMIN, Role.AUDITOR),
            UUID.fromString("0198c0de-0000-7000-8000-000000000001"));

    private final TokenSigner signer = TokenSigner.fromPem(KEYS.privatePem(), Clock.systemUTC());
    private final JwtDecoder decoder = ApiTokenDecoders.ofKey(KEYS.publicKey());

    @Test
    void r37_signedTokenNamesThePerson() {
        var jwt = decoder.decode(signer.sign(PERSON, Duration.ofMinutes(5)));

        assertThat(PersonClaims.read(jwt)).isEqualTo(PERSON);
        assertThat(jwt.getClaimAsString("iss")).isEqualTo("scrydon-local");
        assertThat(jwt.getClaimAsStringList("roles")).containsExactly("auditor", "org-admin");
    }

    @Test
    void tokenOfAnotherKeyIsRefused() {
        var token = TokenSigner.fromPem(JwtKeys.make().privatePem(), Clock.systemUTC()).sign(PERSON,
                Duration.ofMinutes(5));

        assertThatThrownBy(() -> decoder.decode(token)).isInstanceOf(JwtException.class);
    }

    @Test
    void expiredTokenIsRefused() {
        var lastYear = Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC);
        var token = new TokenSigner(KEYS.privateKey(), lastYear).sign(PERSON, Duration.ofMinutes(5));

        assertThatThrownBy(() -> decoder.decode(token)).hasMessageContaining("expired");
    }

    @Test
    void alteredTokenIsRefused() {
        var token = signer.sign(PERSON, Duration.ofMinutes(5));
        var other = signer.sign(new Person("p-2", "Eve", Set.of(Role.OPERATOR), PERSON.organisationId()),
                Duration.ofMinutes(5));
        var mixed = other.substring(0, other.lastIndexOf('.')) + token.substring(token.lastIndexOf('.'));

        assertThatThrownBy(() -> decoder.decode(mixed)).isInstanceOf(JwtException.class);
    }
}
