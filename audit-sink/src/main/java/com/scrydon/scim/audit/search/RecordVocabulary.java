package com.scrydon.scim.audit.search;

import com.scrydon.scim.language.filters.Comparability;
import com.scrydon.scim.language.filters.FilterVocabulary;
import com.scrydon.scim.language.filters.Literal;
import com.scrydon.scim.language.filters.Operator;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.texts.Texts;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a filter of records may say; everything else is refused with its place (docs/decisions/037-one-filter-grammar.md). */
final class RecordVocabulary implements FilterVocabulary {

    private static final String KNOWN = Arrays.stream(RecordAttribute.values()).map(RecordAttribute::path)
            .collect(Collectors.joining(", "));

    @Override
    public Optional<String> refusal(AttributePath path) {
        return said(RecordAttribute.of(path).isEmpty(),
                "unknown attribute '" + Texts.shortened(path.toString()) + "'; known are " + KNOWN);
    }

    @Override
    public Optional<String> refusalOfElements(AttributePath path) {
        return Optional.of("a condition in brackets cannot stand here: no attribute of a record has parts");
    }

    @Override
    public Optional<String> refusal(AttributePath path, Operator operator) {
        return said(isMoment(path) && operator.searchesText(),
                "a time cannot be compared by " + operator.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Optional<String> refusal(AttributePath path, Operator operator, Literal literal) {
        if (literal instanceof Literal.Nothing) {
            return said(operator.needsOrder() || operator.searchesText(),
                    "null can only be compared with eq and ne");
        }
        return said(isMoment(path) && Comparability.moment(literal).isEmpty(),
                "expected a time such as \"2026-11-24T10:00:00Z\"");
    }

    private static boolean isMoment(AttributePath path) {
        return RecordAttribute.of(path).filter(RecordAttribute.OCCURRED_AT::equals).isPresent();
    }

    private static Optional<String> said(boolean refused, String why) {
        return refused ? Optional.of(why) : Optional.empty();
    }
}
