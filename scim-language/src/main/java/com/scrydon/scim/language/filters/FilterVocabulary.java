package com.scrydon.scim.language.filters;

import com.scrydon.scim.language.paths.AttributePath;
import java.util.Optional;

/**
 * Which attributes a filter may name, and how. It is asked while the text is read, so that each refusal is told with the
 * place of what is refused.
 */
public interface FilterVocabulary {

    /** Any attribute in any way: what has no value or no meaning shows when the filter is compiled. */
    static FilterVocabulary open() {
        return new FilterVocabulary() {
        };
    }

    /** Why a filter cannot name an attribute; empty if it can. */
    default Optional<String> refusal(AttributePath path) {
        return Optional.empty();
    }

    /** Why an attribute that can be named cannot have a condition in brackets. */
    default Optional<String> refusalOfElements(AttributePath path) {
        return Optional.empty();
    }

    /** Why it cannot be compared by an operator, whatever the value. */
    default Optional<String> refusal(AttributePath path, Operator operator) {
        return Optional.empty();
    }

    /** Why it cannot be compared by this operator with this value. */
    default Optional<String> refusal(AttributePath path, Operator operator, Literal literal) {
        return Optional.empty();
    }
}
