package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.supervision.Repeated;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Counts the tokens that are about to expire: a provisioning that stops at night is noticed before. */
@Component
class ExpiryWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryWatch.class);
    private static final long REST_MILLIS = 30_000;

    private final KnownTokens store;
    private final TokenProperties properties;
    private final Clock clock;
    private volatile double expiring = Double.NaN;

    ExpiryWatch(KnownTokens store, TokenProperties properties, Clock clock, MeterRegistry meters) {
        this.store = store;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("scim.tokens.expiring", this, watch -> watch.expiring).baseUnit("tokens")
                .description("Usable tokens that expire within scim.tokens.warn-before-expiry").register(meters);
    }

    @Repeated(value = "token-expiry", pauseMillis = REST_MILLIS)
    void look() {
        try {
            var now = Moments.now(clock);
            expiring = store.countExpiring(now, now.plus(properties.warnBeforeExpiry()));
        } catch (DataAccessException e) {
            expiring = Double.NaN;
            LOG.debug("expiring tokens cannot be counted", e);
        }
    }
}
