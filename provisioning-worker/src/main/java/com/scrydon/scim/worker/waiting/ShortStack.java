package com.scrydon.scim.worker.waiting;

import com.scrydon.scim.worker.intake.StoredText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A failure in few words: what a person needs to see, bounded, and storable. */
final class ShortStack {

    /** Bound of a stack, in bytes of UTF-8. */
    static final int MAX_BYTES = 4_096;

    private static final int MAX_CAUSE_BYTES = 1_000;
    private static final int MAX_MESSAGE_BYTES = 500;
    private static final int MAX_CHAIN = 6;
    private static final int FRAMES = 6;
    private static final String OURS = "com.scrydon.";

    private ShortStack() {}

    /**
     * The innermost cause and the first line of its message. Further lines are details, which differ from account to account
     * and quote data; without them equal causes read alike.
     */
    static String cause(Throwable failure) {
        var chain = chain(failure);
        var root = chain.getLast();
        return StoredText.cut(root.getClass().getSimpleName() + ": " + firstLine(root), MAX_CAUSE_BYTES);
    }

    /** The chain of exceptions, each with its message and the topmost frames of our own code. */
    static String of(Throwable failure) {
        var text = new StringBuilder();
        for (var link : chain(failure)) {
            text.append(text.isEmpty() ? "" : "caused by ").append(link.getClass().getName()).append(": ")
                    .append(StoredText.cut(String.valueOf(link.getMessage()), MAX_MESSAGE_BYTES)).append('\n');
            frames(link).forEach(frame -> text.append("    at ").append(frame).append('\n'));
        }
        return StoredText.cut(text.toString(), MAX_BYTES);
    }

    /** Where it was thrown, and how our code came there. */
    private static Stream<StackTraceElement> frames(Throwable link) {
        var all = link.getStackTrace();
        return Stream.concat(Arrays.stream(all).limit(1),
                Arrays.stream(all).skip(1).filter(f -> f.getClassName().startsWith(OURS)).limit(FRAMES));
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable link = failure; link != null && !chain.contains(link) && chain.size() < MAX_CHAIN; link = link
                .getCause()) {
            chain.add(link);
        }
        return chain;
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("");
    }
}
