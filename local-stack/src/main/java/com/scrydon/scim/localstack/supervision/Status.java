package com.scrydon.scim.localstack.supervision;

import java.time.Duration;
import java.util.Locale;

/**
 * One line about one part.
 *
 * @param part its name
 * @param state where it is
 * @param elapsed how long it has been, or took, to get there
 * @param note address, progress or cause; may be empty
 */
public record Status(String part, PartState state, Duration elapsed, String note) {

    /** The line, without colours; the same columns for every part. */
    public String line() {
        return String.format(Locale.ROOT, "  %-20s %-10s %6.1f s  %s", part, state.word(), elapsed.toMillis() / 1000.0,
                note).stripTrailing();
    }
}
