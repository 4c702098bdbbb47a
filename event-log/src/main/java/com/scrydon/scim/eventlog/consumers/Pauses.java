package com.scrydon.scim.eventlog.consumers;

import java.time.Duration;

/**
 * How long a consumer waits after failures: twice as long with each in a row.
 *
 * @param first after none; after one failure it is doubled once
 * @param longest what no pause exceeds
 */
record Pauses(Duration first, Duration longest) {

    static final Pauses USUAL = new Pauses(Duration.ofMillis(100), Duration.ofSeconds(10));
    private static final int MOST_DOUBLINGS = 10;

    Duration after(int failures) {
        var grown = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return grown.compareTo(longest) > 0 ? longest : grown;
    }
}
