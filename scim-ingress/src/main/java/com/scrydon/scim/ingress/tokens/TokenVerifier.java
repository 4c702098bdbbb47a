package com.scrydon.scim.ingress.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrydon.scim.eventlog.outbox.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.springframework.stereotype.Component;

/**
 * Says whose a raw token is. Answers are kept for 400 ms, so that a revocation holds within 1 s on every instance (R2)
 * although they don't talk to each other. The same work is done for every text: one digest, one look-up in the cache.
 */
@Component
class TokenVerifier {

    private static final Duration KEPT = Duration.ofMillis(400);
    private static final int MOST_KEPT = 10_000;
    /** Raw values that were good lately: looked up without standing in line with strangers. */
    private static final Duration FAMILIAR = Duration.ofHours(1);
    /** {@code last_used_at} is written at most once in this time for each token, not for each request. */
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);

    private final TokenStore store;
    private final StrangersLine strangers;
    private final Clock clock;
    private final Cache<TokenHash, Boolean> familiar;
    /** Apart from each other, so that strangers neither push out nor hold up what is known of the familiar. */
    private final Cache<TokenHash, Optional<KnownToken>> ofFamiliar;
    private final Cache<TokenHash, Optional<KnownToken>> ofStrangers;
    private final ConcurrentMap<TokenHash, FutureTask<Optional<KnownToken>>> inFlight = new ConcurrentHashMap<>();

    TokenVerifier(TokenStore store, StrangersLine strangers, Clock clock) {
        this.store = store;
        this.strangers = strangers;
        this.clock = clock;
        this.familiar = Caffeine.newBuilder().expireAfterWrite(FAMILIAR).maximumSize(MOST_KEPT).build();
        this.ofFamiliar = Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();
        this.ofStrangers = Caffeine.newBuilder().expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();
    }

    /** What is known of a raw token now. */
    Verification verify(String raw) {
        var hash = TokenHash.of(raw);
        if (!TokenFormat.isWellFormed(raw)) {
            return new Verification.Unknown();
        }
        var found = familiar.getIfPresent(hash) == null ? stranger(hash) : familiar(hash);
        return found.<Verification>map(token -> token.isValidAt(clock.instant())
                ? new Verification.Valid(token)
                : new Verification.Ended(token)).orElseGet(Verification.Unknown::new);
    }

    /**
     * Of many requests with one token, one looks it up and all have its answer, or its failure: were each to try again in turn, the
     * last would wait for the time-outs of all before it (R15).
     */
    private Optional<KnownToken> familiar(TokenHash hash) {
        var known = ofFamiliar.getIfPresent(hash);
        if (known != null) {
            return known;
        }
        var mine = new FutureTask<>(() -> load(hash));
        var running = inFlight.putIfAbsent(hash, mine);
        if (running != null) {
            return answer(running);
        }
        try {
            mine.run();
            var found = answer(mine);
            ofFamiliar.put(hash, found);
            return found;
        } finally {
            inFlight.remove(hash, mine);
        }
    }

    private static Optional<KnownToken> answer(FutureTask<Optional<KnownToken>> lookUp) {
        try {
            return lookUp.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("a token cannot be looked up", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a token is looked up", e);
        }
    }

    private Optional<KnownToken> stranger(TokenHash hash) {
        var known = ofStrangers.getIfPresent(hash);
        return known == null ? strangers.pass(() -> unlessKnownMeanwhile(hash)) : known;
    }

    /** Of many first requests with one new token, those who stood in line behind another's look-up need none of their own. */
    private Optional<KnownToken> unlessKnownMeanwhile(TokenHash hash) {
        var known = ofStrangers.getIfPresent(hash);
        if (known == null) {
            known = load(hash);
            ofStrangers.put(hash, known);
        }
        return known;
    }

    private Optional<KnownToken> load(TokenHash hash) {
        var now = Moments.now(clock);
        var token = store.findByValue(hash.bytes());
        token.filter(found -> found.isValidAt(now)).ifPresent(found -> used(hash, found, now));
        return token;
    }

    private void used(TokenHash hash, KnownToken token, Instant now) {
        familiar.put(hash, true);
        if (token.lastUsedAt().map(used -> used.plus(LAST_USED_PRECISION).isBefore(now)).orElse(true)) {
            store.noteUse(token.id(), now);
        }
    }
}
