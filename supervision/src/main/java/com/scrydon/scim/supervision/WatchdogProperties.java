package com.scrydon.scim.supervision;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When a process is given up, keys {@code scim.watchdog.*}. Times are counted in seconds that the watchdog itself lived
 * through: those in which the process was frozen or the machine asleep are none.
 *
 * @param enabled whether a process that is stuck ends itself; false leaves that to others
 * @param patience time without any answer at the service's own port, or any sign of life of a thread that waits for nobody; at
 * least 2 s
 * @param patienceWhenFull patience while all connections or request threads are taken: by clients, most likely, whose time
 * is limited elsewhere
 */
@ConfigurationProperties("scim.watchdog")
public record WatchdogProperties(@DefaultValue("true") boolean enabled, @DefaultValue("30s") Duration patience,
        @DefaultValue("5m") Duration patienceWhenFull) {

    private static final Duration SHORTEST = Duration.ofSeconds(2);

    public WatchdogProperties {
        if (patience.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("scim.watchdog.patience must be at least " + SHORTEST);
        }
        if (patienceWhenFull.compareTo(patience) < 0) {
            throw new IllegalArgumentException("scim.watchdog.patience-when-full must not be less than patience");
        }
    }
}
