package com.scrydon.scim.servicekit;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Whose tokens the three APIs trust, keys {@code scim.api.*}; exactly one of key and issuer.
 *
 * @param publicKeyLocation RSA public key (PEM, X.509) of the deployment's own signer, such as the console; this or an issuer is needed
 * @param issuerUri OpenID Connect issuer; its keys are fetched at the first call
 * @param audience who tokens of the issuer must be for ({@code aud}): it makes others for other services too
 * @param introspectionUrl where the audit API has provisioning tokens with the scope {@code audit:read} checked:
 *     {@code POST /api/management/v1/tokens/introspect} of the ingress; without it no API takes them
 */
@ConfigurationProperties("scim.api")
record ApiAccessProperties(@Nullable Resource publicKeyLocation, @Nullable String issuerUri, @Nullable String audience,
        @Nullable URI introspectionUrl) {

    ApiAccessProperties {
        if (publicKeyLocation != null && issuerUri != null) {
            throw new IllegalArgumentException(
                    "set scim.api.public-key-location or scim.api.issuer-uri, not both: one signer is trusted");
        }
        if ((issuerUri == null) != (audience == null || audience.isBlank())) {
            throw new IllegalArgumentException("scim.api.issuer-uri and scim.api.audience go together:"
                    + " tokens that the issuer made for another service are not for this one");
        }
    }
}
