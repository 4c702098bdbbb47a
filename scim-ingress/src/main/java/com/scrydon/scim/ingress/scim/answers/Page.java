package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list (RFC 7644 §3.4.2.4).
 *
 * @param startIndex from 1
 * @param count how many at most; 0 asks for the total only
 */
public record Page(int startIndex, int count) {

    private static final int DEFAULT_COUNT = 100;
    private static final int MAX_COUNT = 1_000;

    /** Okta steps by 100 whatever it gets, so the greatest page must not be smaller. */
    public static int maxCount() {
        return MAX_COUNT;
    }

    public static int defaultCount() {
        return DEFAULT_COUNT;
    }

    /** Reads the two parameters; numbers out of range are brought into it, anything else is refused. */
    public static Verdict<Page> of(@Nullable String startIndex, @Nullable String count) {
        return number("startIndex", startIndex, 1).then(start -> number("count", count, DEFAULT_COUNT)
                .map(size -> new Page(Math.max(1, start), Math.clamp(size, 0, MAX_COUNT))));
    }

    /** Rows to skip. */
    public int offset() {
        return startIndex - 1;
    }

    private static Verdict<Integer> number(String name, @Nullable String text, int otherwise) {
        if (text == null || text.isBlank()) {
            return Verdict.of(otherwise);
        }
        try {
            return Verdict.of(Math.clamp(Long.parseLong(text.strip()), Integer.MIN_VALUE, Integer.MAX_VALUE));
        } catch (NumberFormatException _) {
            return Verdict.refuse(new InvalidValue(name + " must be an integer"));
        }
    }
}
