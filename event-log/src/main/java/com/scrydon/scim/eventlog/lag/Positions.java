package com.scrydon.scim.eventlog.lag;

import java.time.Instant;
import java.util.Map;

/**
 * Where the consumers of a service were in their topics, and where those ended, at one moment.
 *
 * @param at when Kafka was first asked; it said all of it later
 * @param ends by group and partition
 * @param committed by group and partition
 */
public record Positions(Instant at, Map<String, Long> ends, Map<String, Long> committed) {

    public Positions {
        ends = Map.copyOf(ends);
        committed = Map.copyOf(committed);
    }

    /** Whether all that was in the topics then has been handled by now. */
    public boolean havePassed(Positions then) {
        return then.ends.entrySet().stream()
                .allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }
}
