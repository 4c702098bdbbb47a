package com.scrydon.scim.eventlog.authenticity;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Warnings that whoever can write a topic could bring about without end: of each kind one in ten seconds, with the number. */
public final class RareWarnings {

    private static final Duration REST = Duration.ofSeconds(10);

    private final Logger log;
    private final LongSupplier nanoTime;
    private final Map<String, Untold> kinds = new ConcurrentHashMap<>();

    private record Untold(long count, long nextNanos) {}

    public RareWarnings(Logger log) {
        this(log, System::nanoTime);
    }

    RareWarnings(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /**
     * Warns, or counts for the next time.
     *
     * @param what follows the number of those that were not told yet
     */
    public void warn(String kind, int count, String what) {
        long now = nanoTime.getAsLong();
        kinds.compute(kind, (_, before) -> {
            long all = count + (before == null ? 0 : before.count);
            if (before != null && now - before.nextNanos < 0) {
                return new Untold(all, before.nextNanos);
            }
            log.warn("{} {}", all, what);
            return new Untold(0, now + REST.toNanos());
        });
    }
}
