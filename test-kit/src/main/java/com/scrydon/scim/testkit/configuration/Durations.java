package com.scrydon.scim.testkit.configuration;

import java.util.List;
import org.springframework.boot.convert.DurationStyle;

/** Durations as keys give them: {@code 100ms}, {@code 5s}, {@code 15m}. */
final class Durations {

    private static final List<Unit> UNITS = List.of(new Unit("d", 86_400_000), new Unit("h", 3_600_000),
            new Unit("m", 60_000), new Unit("s", 1_000));

    private record Unit(String letter, long millis) {}

    private Durations() {}

    static boolean isMillis(String given) {
        return given.endsWith("ms");
    }

    static long millis(String given) {
        return DurationStyle.detectAndParse(given).toMillis();
    }

    /** In the largest unit of which it is a whole number. */
    static String shown(String given) {
        long millis = millis(given);
        if (millis == 0) {
            return "0s";
        }
        return UNITS.stream().filter(unit -> millis % unit.millis() == 0).findFirst()
                .map(unit -> millis / unit.millis() + unit.letter()).orElse(millis + "ms");
    }
}
