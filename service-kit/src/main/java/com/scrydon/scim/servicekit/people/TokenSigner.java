package com.scrydon.scim.servicekit.people;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Clock;
import java.time.Duration;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Signs tokens (RS256) for persons whom the caller has authenticated: the console's login, the launcher's admin. */
public final class TokenSigner {

    /** Issuer of tokens signed by the deployment's own key. */
    public static final String ISSUER = "scrydon-local";

    private final JwtEncoder encoder;
    private final Clock clock;

    public TokenSigner(RSAPrivateKey key, Clock clock) {
        this.encoder = NimbusJwtEncoder.withKeyPair(publicKeyOf(key), key).build();
        this.clock = clock;
    }

    /** Reads an RSA private key in PKCS#8 PEM ({@code BEGIN PRIVATE KEY}). */
    public static TokenSigner fromPem(String pem, Clock clock) {
        var key = RsaKeyConverters.pkcs8().convert(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        if (key == null) {
            throw new IllegalArgumentException("the signing key is no RSA private key in PKCS#8 PEM");
        }
        return new TokenSigner(key, clock);
    }

    /** A token that names the person and is valid from now on for the given time. */
    public String sign(Person person, Duration validity) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder().issuer(ISSUER).subject(person.id()).issuedAt(now)
                .expiresAt(now.plus(validity)).claim(PersonClaims.NAME, person.name())
                .claim(PersonClaims.ROLES, PersonClaims.names(person.roles()).toList())
                .claim(PersonClaims.ORGANISATION, person.organisationId().toString()).build();
        return encoder.encode(JwtEncoderParameters.from(claims)).getTokenValue();
    }

    private static RSAPublicKey publicKeyOf(RSAPrivateKey key) {
        if (!(key instanceof RSAPrivateCrtKey full)) {
            throw new IllegalArgumentException("the signing key must hold its public exponent");
        }
        try {
            var spec = new RSAPublicKeySpec(full.getModulus(), full.getPublicExponent());
            return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(spec);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has RSA", e);
        }
    }
}
