package com.scrydon.scim.ingress.door.tokens;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Look-ups of tokens that others may share, under way or done. One is put down when it <em>begins</em>, and from there its 400 ms
 * count: the store tells what was true at some moment since then, and what it takes to say so, or how long this process was frozen
 * meanwhile, must not lengthen the life of the answer. So whoever has an answer came at most 400 ms after its look-up began, and is
 * no second behind a revocation (R2). An answer that took longer is for those who wait for it already, and for nobody else.
 */
final class LookUps {

    private static final Duration KEPT = Duration.ofMillis(400);
    private static final int MOST_KEPT = 10_000;

    private final Cache<TokenHash, FutureTask<Optional<KnownToken>>> begun;

    LookUps(Ticker ticker) {
        this.begun = Caffeine.newBuilder().ticker(ticker).expireAfterWrite(KEPT).maximumSize(MOST_KEPT).build();
    }

    /**
     * Of many requests with one token, one looks it up and all who come within the 400 ms have its answer, or its failure. So at most
     * one begins to wait for a silent database in that time, and nobody waits for the time-outs of those before it (R15). Only
     * those who wait share a failure: the next to come tries anew.
     */
    Optional<KnownToken> answer(TokenHash hash, Callable<Optional<KnownToken>> lookUp) {
        var mine = new FutureTask<>(lookUp);
        var shared = begun.asMap().putIfAbsent(hash, mine);
        if (shared != null) {
            return answer(shared);
        }
        mine.run();
        try {
            return answer(mine);
        } catch (RuntimeException e) {
            begun.asMap().remove(hash, mine);
            throw e;
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
}
