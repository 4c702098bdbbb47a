package com.scrydon.scim.console.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrydon.scim.servicekit.limits.Network;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How often somebody may try a password: 10 times at once from one address, then once in 6 s; and for one name 20 times at once, then once in
 * 30 s, from all addresses together that never signed in with it. So guessing from everywhere does not lock out who signs in from where they
 * always do. Who signs in has their try back. Passwords are checked one at a time, since each check burns a core for a tenth of a second.
 */
final class LoginThrottle {

    private static final int OF_ADDRESS = 10;
    private static final Duration OF_ADDRESS_EACH = Duration.ofSeconds(6);
    private static final int OF_NAME = 20;
    private static final Duration OF_NAME_EACH = Duration.ofSeconds(30);
    /** Keys in memory; beyond them those used least begin anew. */
    private static final int MOST_KEYS = 10_000;
    private static final Duration UNUSED = Duration.ofHours(1);
    private static final Duration KNOWN = Duration.ofDays(30);
    private static final long PATIENCE_MILLIS = 2_000;

    private final Cache<String, Bucket> addresses = Caffeine.newBuilder().maximumSize(MOST_KEYS)
            .expireAfterAccess(UNUSED).build();
    private final Cache<String, Bucket> names = Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(UNUSED)
            .build();
    private final Cache<Place, Boolean> known = Caffeine.newBuilder().maximumSize(MOST_KEYS).expireAfterAccess(KNOWN)
            .build();
    private final Semaphore checks = new Semaphore(1);
    private final Clock clock;

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    private record Place(String name, String network) {}

    /** Whether the next try of a name from an address may be checked; every {@code true} is followed by {@link #checked}. */
    boolean mayTry(String name, String address) throws InterruptedException {
        var network = Network.of(address);
        boolean free = take(addresses, network, OF_ADDRESS, OF_ADDRESS_EACH)
                && (known.getIfPresent(new Place(name, network)) != null
                        || take(names, name, OF_NAME, OF_NAME_EACH));
        return free && checks.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The check is over, whatever came of it. */
    void checked() {
        checks.release();
    }

    /** Somebody signed in: from here the name is known, and the try was none. */
    void succeeded(String name, String address) {
        var network = Network.of(address);
        known.put(new Place(name, network), true);
        addresses.invalidate(network);
    }

    private boolean take(Cache<String, Bucket> buckets, String key, int most, Duration each) {
        return buckets.asMap().computeIfAbsent(key, _ -> bucket(most, each)).tryConsume(1);
    }

    private Bucket bucket(int most, Duration each) {
        return Bucket.builder().addLimit(Bandwidth.builder().capacity(most).refillGreedy(1, each).build())
                .withCustomTimePrecision(new ClockMeter(clock)).build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(clock.millis());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
