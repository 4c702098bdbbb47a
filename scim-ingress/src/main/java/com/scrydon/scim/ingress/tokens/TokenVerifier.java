package com.scrydon.scim.ingress.tokens;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.scrydon.scim.eventlog.outbox.Moments;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Says whose a raw token is. Answers are kept for 400 ms, so that a revocation holds within 1 s on every instance (R2)
 * although they don't talk to each other. The same work is done for every text: one digest, one look-up in the cache.
 */
@Component
class TokenVerifier {

    private static final Duration KEPT = Duration.ofMillis(400);
    private static final int MOST_KEPT = 10_000;
    /** {@code last_used_at} is written at most once in this time for each token, not for each request. */
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);

    private final TokenStore store;
    private final Clock clock;
    private final LoadingCache<TokenHash, Optional<VerifiedToken>> cache;

    TokenVerifier(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
        this.cache = Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build(this::load);
    }

    /** The token, if it is valid now. */
    Optional<VerifiedToken> verify(String raw) {
        var hash = TokenHash.of(raw);
        if (!TokenFormat.isWellFormed(raw)) {
            return Optional.empty();
        }
        return cache.get(hash).filter(token -> token.isValidAt(clock.instant()));
    }

    private Optional<VerifiedToken> load(TokenHash hash) {
        var token = store.findUsable(hash.bytes());
        var now = Moments.now(clock);
        token.filter(found -> found.lastUsedAt().map(used -> used.plus(LAST_USED_PRECISION).isBefore(now)).orElse(true))
                .ifPresent(found -> store.noteUse(found.id(), now));
        return token;
    }
}
