package com.scrydon.scim.apiaccess;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the ingress what a provisioning token is good for. Answers are kept for 400 ms, and the ingress itself knows of a
 * revocation after 400 ms at the latest: together less than the second of R2. Raw tokens are in this memory that long and
 * nowhere else.
 */
final class Introspector {

    private static final Duration KEPT = Duration.ofMillis(400);
    private static final int MOST_KEPT = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Cache<String, Holder> answers = Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT)
            .build();

    Introspector(URI url) {
        this.url = url;
    }

    /**
     * What is known of a token.
     *
     * @param person the token as a caller; empty if it is not active
     */
    record Holder(Optional<Person> person, Set<String> scopes) {

        Holder {
            scopes = Set.copyOf(scopes);
        }
    }

    /**
     * Asks, unless it was asked just now.
     *
     * @throws IOException if the ingress does not answer, or not as it should
     */
    Holder ask(String token) throws IOException {
        var known = answers.getIfPresent(token);
        if (known == null) {
            known = fetch(token);
            answers.put(token, known);
        }
        return known;
    }

    private Holder fetch(String token) throws IOException {
        var request = HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new IOException("introspection answers " + answer.statusCode());
            }
            return read(JsonMapper.shared().readTree(answer.body()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (JacksonException | IllegalArgumentException e) {
            throw new IOException("introspection answers something else", e);
        }
    }

    /** A token reads as an auditor does, and may nothing else. */
    private static Holder read(JsonNode json) {
        if (!json.path("active").asBoolean(false)) {
            return new Holder(Optional.empty(), Set.of());
        }
        var scopes = json.path("scopes").valueStream().map(scope -> scope.asString("")).toList();
        return new Holder(Optional.of(new Person(json.path("id").asString(""), json.path("label").asString(""),
                Set.of(Role.AUDITOR), UUID.fromString(json.path("organisationId").asString("")), ActorKind.TOKEN)),
                Set.copyOf(scopes));
    }
}
