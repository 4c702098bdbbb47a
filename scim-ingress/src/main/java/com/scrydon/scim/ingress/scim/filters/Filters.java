package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidFilter;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidPath;
import com.scrydon.scim.ingress.scim.problems.Texts;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads filters and PATCH paths. Never throws, whatever the text. */
public final class Filters {

    private static final int MAX_LENGTH = 8_192;

    private Filters() {}

    /** A filter parameter; absent or blank means all. */
    public static Verdict<Optional<Filter>> optional(@Nullable String text) {
        return text == null || text.isBlank() ? Verdict.of(Optional.empty()) : parse(text).map(Optional::of);
    }

    /** A filter, or invalidFilter that says what is wrong where. */
    public static Verdict<Filter> parse(String text) {
        try {
            return Verdict.of(new FilterParser(bounded(text)).filter());
        } catch (FilterSyntaxException e) {
            return Verdict.refuse(new InvalidFilter(e.detail()));
        }
    }

    /** A PATCH path, or invalidPath. */
    public static Verdict<TargetPath> parsePath(String text) {
        try {
            return Verdict.of(new FilterParser(bounded(text)).targetPath());
        } catch (FilterSyntaxException e) {
            return Verdict.refuse(new InvalidPath(e.detail()));
        }
    }

    private static String bounded(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new FilterSyntaxException("longer than " + MAX_LENGTH + " characters", 0);
        }
        if (!Texts.storable(text)) {
            throw new FilterSyntaxException("a character that no attribute can hold", 0);
        }
        return text;
    }
}
