package com.scrydon.scim.language.filters;

import com.scrydon.scim.language.texts.Texts;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** Reads filters and paths of PATCH as one service takes them. Never throws, whatever the text. */
public final class FilterReader {

    private final FilterLimits limits;
    private final List<String> urns;
    private final FilterVocabulary vocabulary;

    /** @param urns of the known schemas, in the order in which a path is tried against them */
    public FilterReader(FilterLimits limits, Collection<String> urns, FilterVocabulary vocabulary) {
        this.limits = limits;
        this.urns = List.copyOf(urns);
        this.vocabulary = vocabulary;
    }

    /** A filter (RFC 7644 §3.4.2.2). */
    public Parsed<Filter> filter(String text) {
        return read(text, FilterParser::filter);
    }

    /** The path of a PATCH operation (RFC 7644 §3.5.2). */
    public Parsed<TargetPath> path(String text) {
        return read(text, FilterParser::targetPath);
    }

    private <T> Parsed<T> read(String text, Function<FilterParser, T> part) {
        try {
            return new Parsed.Understood<>(part.apply(new FilterParser(bounded(text), limits, urns, vocabulary)));
        } catch (FilterSyntaxException e) {
            return new Parsed.Malformed<>(e.what(), e.position() + 1);
        }
    }

    private String bounded(String text) {
        if (text.length() > limits.characters()) {
            throw new FilterSyntaxException("longer than " + limits.characters() + " characters", limits.characters());
        }
        if (!Texts.storable(text)) {
            throw new FilterSyntaxException("a character that no attribute can hold", 0);
        }
        return text;
    }
}
