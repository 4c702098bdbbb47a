package com.scrydon.scim.ingress.wire;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Keys {@code scim.*} of the ingress itself.
 *
 * @param publicUrl absolute base of the service as clients see it, without a trailing slash
 */
@ConfigurationProperties("scim")
public record IngressProperties(@DefaultValue("http://localhost:8080") URI publicUrl) {

    /** Path of the SCIM service (R1). */
    public static final String BASE_PATH = "/api/auth/scim/v2";

    public IngressProperties {
        if (!publicUrl.isAbsolute()) {
            throw new IllegalArgumentException("scim.public-url must be absolute, not " + publicUrl);
        }
    }

    /** Absolute location of a resource. */
    public String location(String endpoint, String id) {
        return publicUrl + BASE_PATH + "/" + endpoint + "/" + id;
    }
}
