package com.scrydon.scim.ingress.door.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * One bucket for each key: this instance's share of its rate. A bucket that nobody used for ten minutes is full and forgotten;
 * rates and the number of instances may change while it is in use.
 *
 * @param <K> of what is limited
 */
final class Buckets<K> {

    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final Cache<K, Shared> shares;

    /** @param most keys in memory; beyond them those used least begin anew */
    Buckets(int most) {
        shares = Caffeine.newBuilder().expireAfterAccess(UNUSED).maximumSize(most).build();
    }

    private record Shared(Bucket bucket, Rate rate, int instances) {

        static Shared full(Rate rate, int instances) {
            return new Shared(Bucket.builder().addLimit(share(rate, instances)).build(), rate, instances);
        }

        /** The same bucket, as full as it is, if anything changed. */
        Shared as(Rate now, int among) {
            if (now.equals(rate) && among == instances) {
                return this;
            }
            bucket.replaceConfiguration(BucketConfiguration.builder().addLimit(share(now, among)).build(),
                    TokensInheritanceStrategy.PROPORTIONALLY);
            return new Shared(bucket, now, among);
        }

        private static Bandwidth share(Rate rate, int instances) {
            return Bandwidth.builder().capacity(Math.max(1, rate.burst() / instances))
                    .refillGreedy(rate.perSecond(), Duration.ofSeconds(instances)).build();
        }
    }

    /** Takes one from the key's bucket; if it is empty, says after how many seconds there is one, 1 or more. */
    OptionalInt take(K key, Rate rate, int instances) {
        if (rate.isUnlimited()) {
            return OptionalInt.empty();
        }
        return take(shares.asMap().compute(key,
                (_, known) -> known == null ? Shared.full(rate, instances) : known.as(rate, instances)));
    }

    /** Takes one more from the bucket that the key took from before. */
    OptionalInt another(K key) {
        var known = shares.getIfPresent(key);
        return known == null ? OptionalInt.empty() : take(known);
    }

    private static OptionalInt take(Shared shared) {
        var probe = shared.bucket().tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? OptionalInt.empty()
                : OptionalInt.of(Math.toIntExact(Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS_PER_SECOND)));
    }
}
