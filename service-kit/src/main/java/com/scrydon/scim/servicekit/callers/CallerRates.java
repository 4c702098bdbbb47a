package com.scrydon.scim.servicekit.callers;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.scrydon.scim.servicekit.people.Person;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** One bucket for each person and one for each organisation, in memory; one that nobody used for ten minutes is full and forgotten. */
public final class CallerRates {

    private static final Duration UNUSED = Duration.ofMinutes(10);
    private static final int MOST = 20_000;
    private static final int PERSONS_OF_ORGANISATION = 4;
    private static final long NANOS_PER_SECOND = Duration.ofSeconds(1).toNanos();

    private final CallerRateProperties properties;
    private final Cache<Caller, Bucket> persons = buckets();
    private final Cache<UUID, Bucket> organisations = buckets();

    public CallerRates(CallerRateProperties properties) {
        this.properties = properties;
    }

    private record Caller(UUID organisation, String id) {}

    private static <K> Cache<K, Bucket> buckets() {
        return Caffeine.newBuilder().expireAfterAccess(UNUSED).maximumSize(MOST).build();
    }

    /**
     * Counts a call.
     *
     * @return seconds until the next may come, 1 or more; empty if this one may
     */
    public OptionalInt call(Person person) {
        if (properties.perSecond() == 0 || properties.unlimitedCallers().contains(person.id())) {
            return OptionalInt.empty();
        }
        var own = persons.get(new Caller(person.organisationId(), person.id()), _ -> bucket(1));
        var all = organisations.get(person.organisationId(), _ -> bucket(PERSONS_OF_ORGANISATION));
        for (var bucket : List.of(own, all)) {
            var probe = bucket.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                return OptionalInt
                        .of(Math.toIntExact(Math.ceilDiv(probe.getNanosToWaitForRefill(), NANOS_PER_SECOND)));
            }
        }
        return OptionalInt.empty();
    }

    private Bucket bucket(int times) {
        return Bucket.builder().addLimit(limit -> limit.capacity((long) properties.burst() * times)
                .refillGreedy((long) properties.perSecond() * times, Duration.ofSeconds(1))).build();
    }
}
