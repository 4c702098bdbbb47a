package com.scrydon.scim.eventlog.wiring;

import com.scrydon.scim.eventlog.registry.RegistryLogin;
import com.scrydon.scim.eventlog.registry.SchemaRegistry;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The schema registry, keys {@code scim.registry.*}.
 *
 * @param url Confluent-compatible base, asked only for schema ids that nobody pinned; absent: only pinned schemas can be read
 * @param user name for HTTP Basic; absent for a registry that asks for none
 * @param password password for HTTP Basic, beside the user
 */
@ConfigurationProperties("scim.registry")
public record RegistryProperties(@Nullable URI url, @Nullable String user, @Nullable String password) {

    public RegistryProperties {
        var _ = RegistryLogin.of(user, password);
    }

    Optional<SchemaRegistry> open() {
        return Optional.ofNullable(url).map(base -> new SchemaRegistry(base, RegistryLogin.of(user, password)));
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "RegistryProperties[" + url + ", user " + user + "]";
    }
}
