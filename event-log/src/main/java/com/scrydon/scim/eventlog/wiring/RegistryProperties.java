package com.scrydon.scim.eventlog.wiring;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The schema registry, key {@code scim.registry.url}.
 *
 * @param url Confluent-compatible base; absent: only pinned schemas can be read
 */
@ConfigurationProperties("scim.registry")
public record RegistryProperties(@Nullable URI url) {

    Optional<URI> base() {
        return Optional.ofNullable(url);
    }
}
