package com.scrydon.scim.eventlog.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who we are to the schema registry: HTTP Basic (RFC 7617), which every Confluent-compatible registry takes. */
public record RegistryLogin(String user, String password) {

    /**
     * From settings of which both or none are there.
     *
     * @throws IllegalArgumentException if there is only one, or the user has a colon
     */
    public static Optional<RegistryLogin> of(@Nullable String user, @Nullable String password) {
        if (user == null && password == null) {
            return Optional.empty();
        }
        if (user == null || password == null || user.contains(":")) {
            throw new IllegalArgumentException("the registry's login needs both a user (without colon) and a password");
        }
        return Optional.of(new RegistryLogin(user, password));
    }

    String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "RegistryLogin[" + user + "]";
    }
}
