package com.scrydon.scim.servicekit;

import com.scrydon.scim.servicekit.people.PersonClaims;
import com.scrydon.scim.servicekit.people.TokenSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.security.converter.RsaKeyConverters;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;

/** Decoders of the tokens that the three APIs take: signed, in time, by the one issuer, naming a person. */
final class ApiTokenDecoders {

    private static final Duration CLOCK_SKEW = Duration.ofSeconds(30);

    private ApiTokenDecoders() {}

    static JwtDecoder of(ApiAccessProperties properties) {
        var location = properties.publicKeyLocation();
        if (location != null) {
            return ofKey(read(location));
        }
        var issuer = properties.issuerUri();
        var audience = properties.audience();
        if (issuer != null && audience != null) {
            return new SupplierJwtDecoder(() -> ofIssuer(issuer, audience));
        }
        throw new IllegalStateException(
                "scim.api.public-key-location or scim.api.issuer-uri must say whose tokens the API trusts");
    }

    static JwtDecoder ofKey(RSAPublicKey key) {
        var decoder = NimbusJwtDecoder.withPublicKey(key).signatureAlgorithm(SignatureAlgorithm.RS256).build();
        // Nobody else is given tokens by this key: they need no audience.
        decoder.setJwtValidator(validator(TokenSigner.ISSUER));
        return decoder;
    }

    private static JwtDecoder ofIssuer(String issuer, String audience) {
        var decoder = NimbusJwtDecoder.withIssuerLocation(issuer).build();
        var forUs = new JwtClaimValidator<List<String>>(JwtClaimNames.AUD,
                named -> named != null && named.contains(audience));
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(validator(issuer), forUs));
        return decoder;
    }

    private static OAuth2TokenValidator<Jwt> validator(String issuer) {
        var time = new JwtTimestampValidator(CLOCK_SKEW);
        time.setAllowEmptyExpiryClaim(false);
        return new DelegatingOAuth2TokenValidator<>(time, new JwtIssuerValidator(issuer), new PersonClaims());
    }

    private static RSAPublicKey read(Resource location) {
        try (var pem = location.getInputStream()) {
            var key = RsaKeyConverters.x509().convert(pem);
            if (key == null) {
                throw new IllegalStateException(location + " is no RSA public key in X.509 PEM");
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException("scim.api.public-key-location cannot be read: " + location, e);
        }
    }
}
