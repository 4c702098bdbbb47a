package com.scrydon.scim.localstack.bench;

import java.util.Locale;

/**
 * One line of the result.
 *
 * @param what was measured
 * @param value with its unit
 * @param ceiling what it is compared with, with its unit; empty where it stands alone
 * @param ratio as text; empty where there is none
 * @param target what it should be; empty where none was set
 * @param verdict how it came out
 */
record Figure(String what, String value, String ceiling, String ratio, String target, Verdict verdict) {

    enum Verdict {
        MET("yes"), MISSED("no"), NO_TARGET("–");

        private final String text;

        Verdict(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }

        static Verdict of(boolean met) {
            return met ? MET : MISSED;
        }
    }

    static Figure plain(String what, String value) {
        return new Figure(what, value, "", "", "", Verdict.NO_TARGET);
    }

    /** At least so much of the ceiling, both in something per second. */
    static Figure atLeast(String what, String unit, double value, double ceiling, double target) {
        double ratio = value / ceiling;
        return new Figure(what, text(value) + " " + unit, text(ceiling) + " " + unit, text(ratio) + "×",
                "at least " + text(target) + "×", Verdict.of(ratio >= target));
    }

    /** At most so many times the ceiling, both in a unit of time. */
    static Figure atMost(String what, String unit, double value, double ceiling, double target) {
        double ratio = value / ceiling;
        return new Figure(what, text(value) + " " + unit, text(ceiling) + " " + unit, text(ratio) + "×",
                "at most " + text(target) + "×", Verdict.of(ratio <= target));
    }

    /** Less than a bound of its own. */
    static Figure below(String what, String unit, double value, double bound) {
        return new Figure(what, text(value) + " " + unit, "", "", "under " + text(bound) + " " + unit,
                Verdict.of(value < bound));
    }

    /** Three significant digits, which is more than such figures are worth. */
    static String text(double value) {
        return value >= 100
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, value >= 10 ? "%.1f" : "%.2f", value);
    }
}
