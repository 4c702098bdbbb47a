package com.scrydon.scim.ingress.management.tokens;

import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a token gets its new raw value.
 *
 * @param overlap how long the old one stays good: 0 to 7 days
 * @param expiresAt new end of the token; without one it stays as it was
 */
record Rotation(Duration overlap, Optional<Instant> expiresAt) {

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    /** Reads what a client sent, where anything may be missing. */
    static Rotation of(@Nullable Integer overlapSeconds, @Nullable Instant expiresAt) {
        int seconds = overlapSeconds == null ? 0 : overlapSeconds;
        if (seconds < 0 || seconds > LONGEST_OVERLAP.toSeconds()) {
            throw ApiProblemException.badRequest("overlapSeconds must be 0 to " + LONGEST_OVERLAP.toSeconds());
        }
        return new Rotation(Duration.ofSeconds(seconds), Optional.ofNullable(expiresAt));
    }
}
