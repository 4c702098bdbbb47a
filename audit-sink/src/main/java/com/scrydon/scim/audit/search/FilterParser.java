package com.scrydon.scim.audit.search;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Recursive descent over the grammar of SCIM filters, without value paths:
 *
 * <pre>
 * or   = and *("or" and)
 * and  = unit *("and" unit)
 * unit = ["not"] "(" or ")" / attribute "pr" / attribute operator value
 * </pre>
 */
final class FilterParser {

    private static final int MAX_LENGTH = 4_000;
    /** Each may look at every record of the organisation. */
    private static final int MAX_COMPARISONS = 20;
    /** Bounds the recursion. */
    private static final int MAX_DEPTH = 20;
    /** Years that Postgres can hold and read, with room. */
    private static final int MAX_YEAR = 9_998;

    private final List<Token> tokens;
    private int at;
    private int depth;
    private int comparisons;

    private FilterParser(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * Parses a filter.
     *
     * @throws BadFilterException if it is none
     */
    static Filter parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new BadFilterException("longer than " + MAX_LENGTH + " characters", MAX_LENGTH + 1);
        }
        var parser = new FilterParser(Tokenizer.tokens(text));
        var filter = parser.or();
        if (!(parser.peek() instanceof Token.End)) {
            throw parser.unexpected("and, or, or the end");
        }
        return filter;
    }

    private Filter or() {
        var filter = and();
        while (isWord("or")) {
            at++;
            filter = new Filter.Or(filter, and());
        }
        return filter;
    }

    private Filter and() {
        var filter = unit();
        while (isWord("and")) {
            at++;
            filter = new Filter.And(filter, unit());
        }
        return filter;
    }

    private Filter unit() {
        if (isWord("not")) {
            at++;
            return new Filter.Not(group());
        }
        return peek() instanceof Token.Open ? group() : comparison();
    }

    private Filter group() {
        if (!(peek() instanceof Token.Open)) {
            throw unexpected("'('");
        }
        if (++depth > MAX_DEPTH) {
            throw new BadFilterException("nested deeper than " + MAX_DEPTH, peek().position());
        }
        at++;
        var inner = or();
        if (!(peek() instanceof Token.Close)) {
            throw unexpected("')'");
        }
        at++;
        depth--;
        return inner;
    }

    private Filter comparison() {
        if (++comparisons > MAX_COMPARISONS) {
            throw new BadFilterException("more than " + MAX_COMPARISONS + " comparisons", peek().position());
        }
        var attribute = attribute();
        if (isWord("pr")) {
            at++;
            return new Filter.Present(attribute);
        }
        int position = peek().position();
        var operator = operator();
        var value = take();
        return attribute == Attribute.OCCURRED_AT
                ? new Filter.TimeMatch(timeOperator(operator, position), moment(value))
                : new Filter.TextMatch(attribute, operator, text(value));
    }

    private Attribute attribute() {
        if (peek() instanceof Token.Word(var name, var position)) {
            at++;
            return Attribute.named(name).orElseThrow(() -> new BadFilterException("unknown attribute '" + name
                    + "'; known are " + Arrays.stream(Attribute.values()).map(Attribute::path)
                            .collect(Collectors.joining(", ")),
                    position));
        }
        throw unexpected("an attribute");
    }

    private Operator operator() {
        if (peek() instanceof Token.Word(var word, var position)) {
            at++;
            return Operator.named(word)
                    .orElseThrow(() -> new BadFilterException("unknown operator '" + word + "'", position));
        }
        throw unexpected("an operator");
    }

    private static Operator timeOperator(Operator operator, int position) {
        return switch (operator) {
            case EQ, NE, GT, GE, LT, LE -> operator;
            case SW, CO, EW -> throw new BadFilterException("a time cannot be compared by " + operator.word(),
                    position);
        };
    }

    private static String text(Token token) {
        if (token instanceof Token.Quoted(var text, _)) {
            return text;
        }
        throw new BadFilterException("expected a text in double quotes, found " + token.describe(), token.position());
    }

    private static Instant moment(Token token) {
        try {
            var moment = OffsetDateTime.parse(text(token));
            if (moment.getYear() > 1 && moment.getYear() <= MAX_YEAR) {
                return moment.toInstant();
            }
        } catch (DateTimeException _) {
            // Said below, with years that are out of range.
        }
        throw new BadFilterException("expected a time such as \"2026-11-24T10:00:00Z\", found " + token.describe(),
                token.position());
    }

    private boolean isWord(String word) {
        return peek() instanceof Token.Word(var text, _) && text.equalsIgnoreCase(word);
    }

    private Token peek() {
        return tokens.get(at);
    }

    /** The next token; the end is never passed. */
    private Token take() {
        var token = peek();
        if (!(token instanceof Token.End)) {
            at++;
        }
        return token;
    }

    private BadFilterException unexpected(String expected) {
        return new BadFilterException("expected " + expected + ", found " + peek().describe(), peek().position());
    }
}
