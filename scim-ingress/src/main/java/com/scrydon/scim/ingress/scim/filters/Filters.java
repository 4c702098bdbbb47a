package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidFilter;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidPath;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.FilterLimits;
import com.scrydon.scim.language.filters.FilterReader;
import com.scrydon.scim.language.filters.FilterVocabulary;
import com.scrydon.scim.language.filters.Parsed;
import com.scrydon.scim.language.filters.TargetPath;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Filters and PATCH paths as SCIM takes them. Never throws, whatever the text. */
public final class Filters {

    private static final FilterReader READER = new FilterReader(new FilterLimits(8_192, 100), ResourceShapes.URNS,
            FilterVocabulary.open());

    private Filters() {}

    /** A filter parameter; absent or blank means all. */
    public static Verdict<Optional<Filter>> optional(@Nullable String text) {
        return text == null || text.isBlank() ? Verdict.of(Optional.empty()) : parse(text).map(Optional::of);
    }

    /** A filter, or invalidFilter that says what is wrong where. */
    public static Verdict<Filter> parse(String text) {
        return verdict(READER.filter(text), InvalidFilter::new);
    }

    /** A PATCH path, or invalidPath. */
    public static Verdict<TargetPath> parsePath(String text) {
        return verdict(READER.path(text), InvalidPath::new);
    }

    private static <T> Verdict<T> verdict(Parsed<T> parsed, Function<String, ScimProblem> problem) {
        return switch (parsed) {
            case Parsed.Understood<T>(var value) -> Verdict.of(value);
            case Parsed.Malformed<T>(var what, var position) -> Verdict
                    .refuse(problem.apply("Malformed at character " + position + ": " + what));
        };
    }
}
