package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.ingress.door.requests.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/**
 * POSTs that this process answered 503 though they may have been done: the connection was lost in their commit. Whoever repeats one
 * gets what it made, where that is there as it was made, instead of a conflict with itself (docs/decisions/025-known-good-before-writing.md).
 * In memory, bounded for each organisation and in all, so that none forgets those of another.
 */
@Component
final class Doubts {

    static final Duration LIFETIME = Duration.ofMinutes(5);
    static final int MOST_OF_AN_ORGANISATION = 100;
    static final int MOST = 10_000;

    private final Clock clock;
    private final Map<UUID, LinkedHashMap<Post, Made>> byOrganisation = new HashMap<>();
    private int size;

    Doubts(Clock clock) {
        this.clock = clock;
    }

    /** A request: whose token, which endpoint, and a hash of what was sent. */
    private record Post(String actor, String endpoint, String bodyHash) {}

    private record Made(ResourceVersion resource, Instant at) {}

    /** Remembers a POST whose commit had no answer. */
    synchronized void remember(Origin origin, String endpoint, ObjectNode body, ResourceVersion resource) {
        var organisation = origin.organisationId();
        dropOld(organisation);
        var posts = byOrganisation.computeIfAbsent(organisation, _ -> new LinkedHashMap<>());
        if (posts.put(post(origin, endpoint, body), new Made(resource, clock.instant())) == null) {
            size++;
        }
        if (posts.size() > MOST_OF_AN_ORGANISATION) {
            dropEldest(organisation);
        } else if (size > MOST) {
            dropEldest(fullest());
        }
    }

    /** What this very POST made, if it was in doubt a short while ago. */
    synchronized Optional<ResourceVersion> find(Origin origin, String endpoint, ObjectNode body) {
        dropOld(origin.organisationId());
        var posts = byOrganisation.get(origin.organisationId());
        // Most of the time there is none, and the body need not be hashed.
        return posts == null
                ? Optional.empty()
                : Optional.ofNullable(posts.get(post(origin, endpoint, body))).map(Made::resource);
    }

    private void dropOld(UUID organisation) {
        var oldest = clock.instant().minus(LIFETIME);
        for (var posts = byOrganisation.get(organisation); posts != null
                && posts.firstEntry().getValue().at.isBefore(oldest); posts = byOrganisation.get(organisation)) {
            dropEldest(organisation);
        }
    }

    private UUID fullest() {
        return byOrganisation.entrySet().stream().max(Comparator.comparingInt(entry -> entry.getValue().size()))
                .orElseThrow().getKey();
    }

    private void dropEldest(UUID organisation) {
        var posts = byOrganisation.get(organisation);
        if (posts != null && posts.pollFirstEntry() != null) {
            size--;
        }
        if (posts != null && posts.isEmpty()) {
            byOrganisation.remove(organisation);
        }
    }

    private static Post post(Origin origin, String endpoint, ObjectNode body) {
        var actor = origin.actor();
        return new Post(actor.getKind() + " " + actor.getId(), endpoint, hash(body));
    }

    private static String hash(ObjectNode body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                    .digest(body.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
