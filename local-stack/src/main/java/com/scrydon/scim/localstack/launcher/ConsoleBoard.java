package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.supervision.PartState;
import com.scrydon.scim.localstack.supervision.Status;
import com.scrydon.scim.localstack.supervision.StatusBoard;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Status lines on standard output. In a pipe: one line whenever a part gets somewhere. On a terminal, while parts come
 * up or go down: a block of one line per part, redrawn with the time running.
 */
final class ConsoleBoard implements StatusBoard {

    private static final long REDRAW_MILLIS = 200;

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Shown> parts = new LinkedHashMap<>();
    private @Nullable ScheduledExecutorService clock;
    private int linesDrawn;

    /** What is known of a part, and when it was said. */
    private record Shown(Status status, long at) {

        Status now() {
            return status.state().settled()
                    ? status
                    : new Status(status.part(), status.state(),
                            status.elapsed().plusNanos(System.nanoTime() - at), status.note());
        }
    }

    ConsoleBoard(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** From now on a block on the terminal moves, with these parts in this order. */
    synchronized void begin(List<String> names) {
        names.forEach(name -> parts.computeIfAbsent(name,
                n -> new Shown(new Status(n, PartState.WAITING, Duration.ZERO, ""), System.nanoTime())));
        if (terminal && clock == null) {
            linesDrawn = 0;
            clock = Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
            var _ = clock.scheduleWithFixedDelay(this::draw, 0, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The block stands still; what comes next is printed below it, line by line. */
    synchronized void end() {
        if (clock != null) {
            clock.shutdown();
            clock = null;
            draw();
        }
    }

    @Override
    public synchronized void show(Status status) {
        parts.put(status.part(), new Shown(status, System.nanoTime()));
        if (clock == null && (status.state().settled() || worthALine(status))) {
            out.println(coloured(status));
            out.flush();
        }
    }

    /** Preparation that takes long is announced in a pipe too. */
    private static boolean worthALine(Status status) {
        return status.state() == PartState.PREPARING && !status.note().isEmpty();
    }

    private synchronized void draw() {
        var text = new StringBuilder();
        if (linesDrawn > 0) {
            text.append("\u001b[").append(linesDrawn).append('A');
        }
        var lines = new ArrayList<String>();
        parts.values().forEach(shown -> lines.add(coloured(shown.now())));
        lines.forEach(line -> text.append("\u001b[2K").append(line).append('\n'));
        linesDrawn = lines.size();
        out.print(text);
        out.flush();
    }

    private String coloured(Status status) {
        if (!terminal || System.getenv("NO_COLOR") != null) {
            return status.line();
        }
        var colour = switch (status.state()) {
            case READY -> "32";
            case FAILED -> "31";
            case LIMITED, RESTARTING -> "33";
            case WAITING, STOPPED -> "2";
            case PREPARING, STARTING, STOPPING -> "0";
        };
        return "\u001b[" + colour + "m" + status.line() + "\u001b[0m";
    }
}
