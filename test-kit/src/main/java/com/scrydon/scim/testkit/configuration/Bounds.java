package com.scrydon.scim.testkit.configuration;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Predicate;

/**
 * Between which values a service takes a key, found by trying, so that they cannot differ from what it does. Other keys have their defaults
 * meanwhile; between two values that it takes it is thought to take all.
 */
final class Bounds {

    private static final long MILLIS_OF_A_CENTURY = 36_525L * 24 * 3_600 * 1_000;
    private static final long THOUSANDTHS = 1_000_000_000L;
    private static final Map<Class<?>, Scale> SCALES = Map.of(
            int.class, new Scale(Integer.MIN_VALUE, Integer.MAX_VALUE, Long::toString),
            long.class, new Scale(Long.MIN_VALUE, Long.MAX_VALUE, Long::toString),
            double.class, new Scale(-THOUSANDTHS, THOUSANDTHS, value -> Double.toString(value / 1_000.0)),
            Duration.class, new Scale(-MILLIS_OF_A_CENTURY, MILLIS_OF_A_CENTURY, value -> value + "ms"));

    private final Scale scale;
    private final Predicate<String> taken;

    /** From and to which number values are tried, and how one is given. */
    private record Scale(long least, long greatest, LongFunction<String> given) {}

    private Bounds(Scale scale, Predicate<String> taken) {
        this.scale = scale;
        this.taken = taken;
    }

    /**
     * In words; empty where everything is taken.
     *
     * @param taken whether the service takes that value
     */
    static String of(Class<?> type, String standard, Predicate<String> taken) {
        return Optional.ofNullable(SCALES.get(type)).map(scale -> new Bounds(scale, taken).around(standard)).orElse("");
    }

    private String around(String standard) {
        long known = number(standard);
        var least = edge(known, scale.least());
        var greatest = edge(known, scale.greatest());
        if (least.isPresent() && greatest.isPresent()) {
            return shown(least.get()) + " to " + shown(greatest.get());
        }
        return least.map(value -> shown(value) + " or more").or(() -> greatest.map(value -> shown(value) + " or less"))
                .orElse("");
    }

    private static String shown(String given) {
        return Durations.isMillis(given) ? Durations.shown(given) : given.replaceFirst("\\.0$", "");
    }

    /** A number on the scale: thousandths of a fraction, milliseconds of a duration. */
    private long number(String standard) {
        var one = scale.given().apply(1);
        if (Durations.isMillis(one)) {
            return Durations.millis(standard);
        }
        return one.contains(".") ? Math.round(Double.parseDouble(standard) * 1_000) : Long.parseLong(standard);
    }

    /** The last value that is taken on the way from one that is to the end, unless the end is, too. */
    private Optional<String> edge(long known, long end) {
        if (isTaken(end)) {
            return Optional.empty();
        }
        long inside = known;
        long outside = end;
        while (Math.abs(inside - outside) != 1) {
            long between = (inside & outside) + ((inside ^ outside) >> 1);
            if (isTaken(between)) {
                inside = between;
            } else {
                outside = between;
            }
        }
        return Optional.of(scale.given().apply(inside));
    }

    private boolean isTaken(long value) {
        return taken.test(scale.given().apply(value));
    }
}
