package com.scrydon.scim.language.filters;

import com.scrydon.scim.language.filters.Filter.And;
import com.scrydon.scim.language.filters.Filter.Comparison;
import com.scrydon.scim.language.filters.Filter.Not;
import com.scrydon.scim.language.filters.Filter.OneElement;
import com.scrydon.scim.language.filters.Filter.Or;
import com.scrydon.scim.language.filters.Filter.Present;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.texts.Texts;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Recursive descent over the grammar of RFC 7644, figure 1, with bounds on depth and size. */
final class FilterParser {

    private static final int MAX_DEPTH = 20;
    /** JSON's numbers; the exponent is bounded because a BigDecimal is written out in full. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");

    private final FilterLexer lexer;
    private final FilterLimits limits;
    private final List<String> urns;
    private final FilterVocabulary vocabulary;
    private int depth;
    private int comparisons;

    FilterParser(String text, FilterLimits limits, List<String> urns, FilterVocabulary vocabulary) {
        this.lexer = new FilterLexer(text);
        this.limits = limits;
        this.urns = urns;
        this.vocabulary = vocabulary;
    }

    Filter filter() {
        var filter = disjunction(false);
        if (!lexer.atEnd()) {
            throw lexer.expected("and, or, or the end");
        }
        return filter;
    }

    TargetPath targetPath() {
        var path = path(lexer.word("an attribute"));
        Optional<Filter> condition = Optional.empty();
        var sub = path.sub();
        if (lexer.takeHere('[')) {
            condition = Optional.of(bracketed());
            sub = lexer.takeHere('.') ? Optional.of(subName(lexer.word("a sub-attribute"))) : Optional.empty();
        }
        if (!lexer.atEnd()) {
            throw lexer.expected("the end of the path");
        }
        return new TargetPath(new AttributePath(path.urn(), path.name(), Optional.empty()), condition, sub);
    }

    private Filter disjunction(boolean inElement) {
        var left = conjunction(inElement);
        while (lexer.peekWord().equalsIgnoreCase("or")) {
            lexer.word("or");
            left = new Or(left, conjunction(inElement));
        }
        return left;
    }

    private Filter conjunction(boolean inElement) {
        var left = term(inElement);
        while (lexer.peekWord().equalsIgnoreCase("and")) {
            lexer.word("and");
            left = new And(left, term(inElement));
        }
        return left;
    }

    private Filter term(boolean inElement) {
        if (lexer.take('(')) {
            return grouped(inElement);
        }
        var word = lexer.word("an attribute");
        if (word.equalsIgnoreCase("not") && lexer.take('(')) {
            return new Not(grouped(inElement));
        }
        var path = path(word);
        accept(vocabulary.refusal(path));
        if (lexer.takeHere('[')) {
            if (inElement || path.sub().isPresent()) {
                throw lexer.wrong("a condition in brackets cannot stand here");
            }
            accept(vocabulary.refusalOfElements(path));
            return element(path);
        }
        return comparison(path);
    }

    private Filter grouped(boolean inElement) {
        deeper();
        var filter = disjunction(inElement);
        if (!lexer.take(')')) {
            throw lexer.expected("')'");
        }
        depth--;
        return filter;
    }

    private Filter bracketed() {
        deeper();
        var condition = disjunction(true);
        if (!lexer.take(']')) {
            throw lexer.expected("']'");
        }
        depth--;
        return condition;
    }

    /** {@code emails[…]} with or without {@code pr}, and Entra's {@code emails[…].value eq "a"}, which adds one more condition on the element. */
    private Filter element(AttributePath path) {
        var condition = bracketed();
        if (lexer.takeHere('.')) {
            var sub = new AttributePath(Optional.empty(), subName(lexer.word("a sub-attribute")), Optional.empty());
            condition = new And(condition, comparison(sub));
        } else if (lexer.peekWord().equalsIgnoreCase("pr")) {
            lexer.word("pr");
        }
        return new OneElement(path, condition);
    }

    private Filter comparison(AttributePath path) {
        if (++comparisons > limits.comparisons()) {
            throw lexer.wrong("more than " + limits.comparisons() + " comparisons");
        }
        var word = lexer.word("an operator");
        if (word.equalsIgnoreCase("pr")) {
            return new Present(path);
        }
        var operator = Operator.named(word)
                .orElseThrow(() -> lexer.wrong("unknown operator '" + Texts.shortened(word) + "'"));
        accept(vocabulary.refusal(path, operator));
        var literal = literal();
        accept(vocabulary.refusal(path, operator, literal));
        return new Comparison(path, operator, literal);
    }

    private Literal literal() {
        if (lexer.nextIsQuote()) {
            var text = lexer.quoted();
            if (!Texts.storable(text)) {
                throw lexer.wrong("a character that no attribute can hold");
            }
            return new Literal.Text(text);
        }
        var word = lexer.word("a value");
        if (word.equalsIgnoreCase("true") || word.equalsIgnoreCase("false")) {
            return new Literal.Flag(word.equalsIgnoreCase("true"));
        }
        if (word.equalsIgnoreCase("null")) {
            return new Literal.Nothing();
        }
        if (NUMBER.matcher(word).matches()) {
            return new Literal.Numeric(new BigDecimal(word));
        }
        // Not repeated: it may be somebody's name or address, and what is refused is told in public facts (R36c).
        throw lexer.wrong("expected a text in double quotes");
    }

    private AttributePath path(String word) {
        return AttributePath.parse(word, urns)
                .orElseThrow(() -> lexer.wrong("'" + Texts.shortened(word) + "' is no attribute path"));
    }

    private String subName(String word) {
        return AttributePath.parse(word, urns).filter(path -> path.urn().isEmpty() && path.sub().isEmpty())
                .map(AttributePath::name)
                .orElseThrow(() -> lexer.wrong("'" + Texts.shortened(word) + "' is no sub-attribute"));
    }

    private void accept(Optional<String> refusal) {
        if (refusal.isPresent()) {
            throw lexer.wrong(refusal.get());
        }
    }

    private void deeper() {
        if (++depth > MAX_DEPTH) {
            throw lexer.wrong("nested deeper than " + MAX_DEPTH);
        }
    }
}
