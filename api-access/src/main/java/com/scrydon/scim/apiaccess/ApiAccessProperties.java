package com.scrydon.scim.apiaccess;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Whose tokens the three APIs trust, keys {@code scim.api.*}; exactly one of the two.
 *
 * @param publicKeyLocation RSA public key (PEM, X.509) of the deployment's own signer
 * @param issuerUri OpenID Connect issuer; its keys are fetched at the first call
 */
@ConfigurationProperties("scim.api")
record ApiAccessProperties(@Nullable Resource publicKeyLocation, @Nullable String issuerUri) {

    ApiAccessProperties {
        if (publicKeyLocation != null && issuerUri != null) {
            throw new IllegalArgumentException(
                    "set scim.api.public-key-location or scim.api.issuer-uri, not both: one signer is trusted");
        }
    }
}
