package com.scrydon.scim.ingress.scim.answers;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How clients reach the service, keys {@code scim.*}.
 *
 * @param publicUrl absolute base of the URLs in answers (Location, meta.location), without a slash at the end
 * @param maxBodyBytes largest body, 1 MiB to 64 MiB, a larger one is a 413; 10,000 members take 1.5 MB
 * @param bodyMemoryBytes what bodies may take together while they are worked on, at least 4 MiB; 0 for a 16th of the heap. A larger one
 *     is worked on alone; those that arrive may take half as much
 * @param bodyPatience how long a client may take to send a body, 100 ms to 10 minutes; longer: 408. Large ones must come at 64 kB a second
 */
@ConfigurationProperties("scim")
public record HttpProperties(@DefaultValue("http://127.0.0.1:8080") String publicUrl,
        @DefaultValue("16777216") int maxBodyBytes, @DefaultValue("0") long bodyMemoryBytes,
        @DefaultValue("30s") Duration bodyPatience) {

    private static final int LEAST = 1 << 20;
    private static final int MOST = 1 << 26;
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    public HttpProperties {
        if (!URI.create(publicUrl).isAbsolute() || publicUrl.endsWith("/")) {
            throw new IllegalArgumentException("scim.public-url must be absolute and end without a slash");
        }
        if (maxBodyBytes < LEAST || maxBodyBytes > MOST) {
            throw new IllegalArgumentException("scim.max-body-bytes must be " + LEAST + " to " + MOST);
        }
        if (bodyMemoryBytes < 0 || bodyMemoryBytes / 1024 > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("scim.body-memory-bytes must be 0 to 2 TiB");
        }
        if (bodyPatience.compareTo(SHORTEST) < 0 || bodyPatience.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("scim.body-patience must be 100 ms to 10 minutes");
        }
    }
}
