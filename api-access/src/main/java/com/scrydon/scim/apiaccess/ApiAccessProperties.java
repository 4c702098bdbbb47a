package com.scrydon.scim.apiaccess;

import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.core.io.Resource;

/**
 * Whose tokens the three APIs trust, keys {@code scim.api.*}; exactly one of key and issuer.
 *
 * @param publicKeyLocation RSA public key (PEM, X.509) of the deployment's own signer
 * @param issuerUri OpenID Connect issuer; its keys are fetched at the first call
 * @param introspectionUrl where provisioning tokens are checked, for an API that takes them too; without it none does
 */
@ConfigurationProperties("scim.api")
record ApiAccessProperties(@Nullable Resource publicKeyLocation, @Nullable String issuerUri,
        @Nullable URI introspectionUrl) {

    ApiAccessProperties {
        if (publicKeyLocation != null && issuerUri != null) {
            throw new IllegalArgumentException(
                    "set scim.api.public-key-location or scim.api.issuer-uri, not both: one signer is trusted");
        }
    }
}
