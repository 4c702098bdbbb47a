package com.scrydon.scim.ingress.wire;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients reach the service, keys {@code scim.*}.
 *
 * @param publicUrl absolute base of the URLs in answers, without a slash at the end
 * @param maxBodyBytes largest body, 1 MiB to 64 MiB; 10,000 members take 1.5 MB
 */
@ConfigurationProperties("scim")
public record HttpProperties(@DefaultValue("http://127.0.0.1:8080") String publicUrl,
        @DefaultValue("16777216") int maxBodyBytes) {

    private static final int LEAST = 1 << 20;
    private static final int MOST = 1 << 26;

    public HttpProperties {
        if (!URI.create(publicUrl).isAbsolute() || publicUrl.endsWith("/")) {
            throw new IllegalArgumentException("scim.public-url must be absolute and end without a slash");
        }
        if (maxBodyBytes < LEAST || maxBodyBytes > MOST) {
            throw new IllegalArgumentException("scim.max-body-bytes must be " + LEAST + " to " + MOST);
        }
    }
}
