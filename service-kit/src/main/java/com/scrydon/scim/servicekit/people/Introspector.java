package com.scrydon.scim.servicekit.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
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
 * Asks the ingress what a provisioning token is good for. An answer is kept for 400 ms from when it was asked for, not from when it
 * came, and the ingress says what was true at most 400 ms before it was asked: so what is let through came less than 800 ms after a
 * revocation, within the second of R2, however long the ingress takes. It may take 2 s, and then the request that asked has its
 * answer that late, from before a revocation that came after the request; nobody else has it any more. Raw tokens are in this
 * memory that long and nowhere else.
 */
public final class Introspector {

    private static final Duration KEPT = Duration.ofMillis(400);
    private static final int MOST_KEPT = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final Holder NOBODY = new Holder(Optional.empty(), Set.of());

    private final URI url;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final Ticker ticker;
    private final Cache<String, Answer> answers;

    public Introspector(URI url) {
        this(url, Ticker.systemTicker());
    }

    /** @param ticker by which answers age; it must go on while the process is frozen, as that of the system does */
    public Introspector(URI url, Ticker ticker) {
        this.url = url;
        this.ticker = ticker;
        this.answers = Caffeine.newBuilder().ticker(ticker).expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();
    }

    /**
     * What is known of a token.
     *
     * @param person the token as a caller; empty if it is not active
     */
    public record Holder(Optional<Person> person, Set<String> scopes) {

        public Holder {
            scopes = Set.copyOf(scopes);
        }
    }

    /** What was answered to a question, and when it was asked. */
    private record Answer(Holder holder, long askedNanos) {

        boolean isFreshAt(long nanos) {
            return nanos - askedNanos < KEPT.toNanos();
        }
    }

    /**
     * Asks, unless it was asked just now.
     *
     * @throws IOException if the ingress does not answer, or not as it should
     */
    public Holder ask(String token) throws IOException {
        long now = ticker.read();
        var known = answers.getIfPresent(token);
        if (known != null && known.isFreshAt(now)) {
            return known.holder();
        }
        var answer = new Answer(fetch(token), now);
        if (answer.isFreshAt(ticker.read())) {
            answers.put(token, answer);
        }
        return answer.holder();
    }

    private Holder fetch(String token) throws IOException {
        var request = HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody()).build();
        try {
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == TOO_MANY) {
                // The ingress refuses so only tokens that are not active.
                return NOBODY;
            }
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
            return NOBODY;
        }
        var scopes = json.path("scopes").valueStream().map(scope -> scope.asString("")).toList();
        return new Holder(Optional.of(new Person(json.path("id").asString(""), json.path("label").asString(""),
                Set.of(Role.AUDITOR), UUID.fromString(json.path("organisationId").asString("")), ActorKind.TOKEN)),
                Set.copyOf(scopes));
    }
}
