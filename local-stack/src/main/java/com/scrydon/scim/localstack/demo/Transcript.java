package com.scrydon.scim.localstack.demo;

import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Prints the conversation and counts what held and what did not. */
final class Transcript {

    private final PrintStream out;
    private final boolean colours;
    private int calls;
    private int held;
    private int failed;
    private int step;

    Transcript(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    /** A new step of the conversation. */
    void step(String title) {
        step++;
        out.println();
        out.println(paint("1", step + ". " + title));
    }

    /** A call that was made, with what was expected of its answer. */
    void call(Caller.Answer answer, boolean asExpected, String remark) {
        calls++;
        var path = URLDecoder.decode(answer.path(), StandardCharsets.UTF_8);
        var text = String.format(Locale.ROOT, "%-6s %-58s %3d %5d ms", answer.method(), shortened(path),
                answer.status(), answer.millis());
        print(asExpected, text, asExpected ? remark : remark + "; got " + answer.status() + " " + answer.body());
    }

    /** An effect that was waited for. */
    void effect(String what, long millis, boolean asExpected, String seen) {
        var text = String.format(Locale.ROOT, "  -> %-62s %5s %5d ms", what, "", millis);
        print(asExpected, text, asExpected ? "" : "did not come; last seen: " + seen);
    }

    private void print(boolean asExpected, String text, String remark) {
        if (asExpected) {
            held++;
        } else {
            failed++;
        }
        var mark = asExpected ? paint("32", "ok") : paint("31", "FAILED");
        out.println(("   " + text + "  " + mark + (remark.isEmpty() ? "" : "  " + paint("2", remark))).stripTrailing());
        out.flush();
    }

    /** Something that could not even be tried. */
    void broken(String why) {
        failed++;
        out.println("   " + paint("31", "FAILED") + "  " + why);
    }

    /** The last line; true if every expectation held. */
    boolean summarise(double seconds) {
        out.println();
        var text = String.format(Locale.ROOT, "%d calls, %d expectations held, %d failed, %.1f s.", calls, held,
                failed, seconds);
        out.println(failed == 0 ? paint("32", text) : paint("31", text));
        return failed == 0;
    }

    private String paint(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** Ids in paths by their first block: a person needs no more to tell them apart. */
    static String shortened(String path) {
        return path.replaceAll("([0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "$1…");
    }
}
