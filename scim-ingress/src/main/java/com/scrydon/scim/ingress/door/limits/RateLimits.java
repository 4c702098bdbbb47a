package com.scrydon.scim.ingress.door.limits;

import com.scrydon.scim.servicekit.limits.Network;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The rate limits of tokens and of addresses that fail to authenticate (R4, docs/decisions/013-rate-limits.md). */
@Component
public class RateLimits {

    private static final int MOST_TOKENS = 100_000;
    private static final int MOST_ADDRESSES = 20_000;

    private final RateLimitProperties defaults;
    private final LiveInstances instances;
    private final Buckets<UUID> tokens = new Buckets<>(MOST_TOKENS);
    private final Buckets<String> addresses = new Buckets<>(MOST_ADDRESSES);
    private final Counter tokensOver;
    private final Counter addressesOver;

    RateLimits(RateLimitProperties defaults, LiveInstances instances, MeterRegistry meters) {
        this.defaults = defaults;
        this.instances = instances;
        this.tokensOver = over(meters, "token", "Requests past the rate of their token, passed removals included");
        this.addressesOver = over(meters, "address", "Failed authentications past the rate of their address");
        limit(meters, "token", defaults.ofToken());
        limit(meters, "address", defaults.ofFailures());
    }

    /**
     * Counts a request of a token.
     *
     * @param own rate of the token, if it was given one
     * @return seconds until the next may come, 1 or more; empty if this one may
     */
    public OptionalInt request(UUID token, Optional<Rate> own) {
        return counted(tokens.take(token, own.orElseGet(defaults::ofToken), instances.count()), tokensOver);
    }

    /** Counts one more of a token whose request was counted before: an operation of a bulk request. */
    public OptionalInt another(UUID token) {
        return counted(tokens.another(token), tokensOver);
    }

    /**
     * Counts a failed authentication. Only failures are ever refused for it: a good token is good from any address.
     *
     * @return seconds until the address may fail again, 1 or more; empty if it may still fail
     */
    public OptionalInt failure(String address) {
        return counted(addresses.take(Network.of(address), defaults.ofFailures(), instances.count()), addressesOver);
    }

    private static OptionalInt counted(OptionalInt wait, Counter over) {
        if (wait.isPresent()) {
            over.increment();
        }
        return wait;
    }

    private static Counter over(MeterRegistry meters, String of, String description) {
        return Counter.builder("scim.ratelimit.over").tag("of", of).description(description).register(meters);
    }

    private static void limit(MeterRegistry meters, String of, Rate rate) {
        Gauge.builder("scim.ratelimit.rate", rate, Rate::perSecond).tag("of", of).baseUnit("requests")
                .description("Requests a second, all instances together; 0 for no limit").strongReference(true)
                .register(meters);
        Gauge.builder("scim.ratelimit.burst", rate, Rate::burst).tag("of", of).baseUnit("requests")
                .description("Requests at once, all instances together").strongReference(true).register(meters);
    }
}
