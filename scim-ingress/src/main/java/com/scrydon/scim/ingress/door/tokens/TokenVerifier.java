package com.scrydon.scim.ingress.door.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.scrydon.scim.eventlog.outbox.Moments;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Says whose a raw token is. Answers are kept for 400 ms from the beginning of their look-up, so that a revocation holds within 1 s
 * on every instance (R2) although they don't talk to each other, and however slow the store is. The same work is done for every
 * text: one digest, one look-up in the cache.
 */
@Component
class TokenVerifier {

    private static final int MOST_FAMILIAR = 10_000;
    /** Raw values that were good lately: looked up without standing in line with strangers. */
    private static final Duration FAMILIAR = Duration.ofHours(1);
    /** {@code last_used_at} is written at most once in this time for each token, not for each request. */
    private static final Duration LAST_USED_PRECISION = Duration.ofMinutes(1);

    private final KnownTokens store;
    private final StrangersLine strangers;
    private final Clock clock;
    private final Cache<TokenHash, Boolean> familiar;
    /** Apart from each other, so that strangers neither push out nor hold up what is known of the familiar. */
    private final LookUps ofFamiliar;
    private final LookUps ofStrangers;

    @Autowired
    TokenVerifier(KnownTokens store, StrangersLine strangers, Clock clock) {
        this(store, strangers, clock, Ticker.systemTicker());
    }

    /** @param ticker by which answers age; it must go on while the process is frozen, as that of the system does */
    TokenVerifier(KnownTokens store, StrangersLine strangers, Clock clock, Ticker ticker) {
        this.store = store;
        this.strangers = strangers;
        this.clock = clock;
        this.familiar = Caffeine.newBuilder().expireAfterWrite(FAMILIAR).maximumSize(MOST_FAMILIAR).build();
        this.ofFamiliar = new LookUps(ticker);
        this.ofStrangers = new LookUps(ticker);
    }

    /** What is known of a raw token now. */
    Verification verify(String raw) {
        var hash = TokenHash.of(raw);
        if (!TokenFormat.isWellFormed(raw)) {
            return new Verification.Unknown();
        }
        return find(hash).<Verification>map(token -> token.isValidAt(clock.instant())
                ? new Verification.Valid(token)
                : new Verification.Ended(token)).orElseGet(Verification.Unknown::new);
    }

    /** Time in the strangers' line counts for the age of their answers: that is longer than need be, and never too short. */
    private Optional<KnownToken> find(TokenHash hash) {
        return familiar.getIfPresent(hash) == null
                ? ofStrangers.answer(hash, () -> strangers.pass(() -> load(hash)))
                : ofFamiliar.answer(hash, () -> load(hash));
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
