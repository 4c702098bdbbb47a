package com.scrydon.scim.ingress.filters;

import com.scrydon.scim.ingress.filters.Filter.Operator;
import com.scrydon.scim.ingress.filters.Filter.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Recursive descent over the grammar of RFC 7644 §3.4.2.2; precedence: grouping, not, and, or. */
final class FilterParser {

    static final int MAX_LENGTH = 8_192;
    static final int MAX_DEPTH = 50;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String URN = "urn:";

    private final String text;
    private int at;
    private int depth;

    private FilterParser(String text) {
        this.text = text;
    }

    static Filter parse(String text) throws FilterSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw new FilterSyntaxException("the filter is longer than " + MAX_LENGTH + " characters");
        }
        var parser = new FilterParser(text);
        var filter = parser.or();
        parser.blanks();
        if (parser.at < text.length()) {
            throw parser.expected("the end");
        }
        return filter;
    }

    private Filter or() throws FilterSyntaxException {
        if (++depth > MAX_DEPTH) {
            throw new FilterSyntaxException("the filter nests deeper than " + MAX_DEPTH);
        }
        var left = and();
        while (word("or")) {
            left = new Filter.Or(left, and());
        }
        depth--;
        return left;
    }

    private Filter and() throws FilterSyntaxException {
        var left = unary();
        while (word("and")) {
            left = new Filter.And(left, unary());
        }
        return left;
    }

    private Filter unary() throws FilterSyntaxException {
        blanks();
        int start = at;
        if (word("not")) {
            blanks();
            if (peek() == '(') {
                return new Filter.Not(unary());
            }
            at = start;
        }
        if (peek() == '(') {
            at++;
            var inner = or();
            require(')');
            return inner;
        }
        return condition();
    }

    private Filter condition() throws FilterSyntaxException {
        var path = path();
        if (peek() == '[') {
            at++;
            var inner = or();
            require(']');
            return peek() == '.' ? elementsWithSub(path, inner) : new Filter.Elements(path, inner);
        }
        return comparison(path);
    }

    /** {@code emails[type eq "work"].value eq "a"}: outside the RFC's grammar, but Entra sends it. */
    private Filter elementsWithSub(Path path, Filter inner) throws FilterSyntaxException {
        at++;
        return new Filter.Elements(path, new Filter.And(inner, comparison(path())));
    }

    private Filter comparison(Path path) throws FilterSyntaxException {
        if (word("pr")) {
            return new Filter.Present(path);
        }
        return new Filter.Comparison(path, operator(), value());
    }

    private Operator operator() throws FilterSyntaxException {
        for (var operator : Operator.values()) {
            if (word(operator.name().toLowerCase(Locale.ROOT))) {
                return operator;
            }
        }
        throw expected("an operator");
    }

    private Path path() throws FilterSyntaxException {
        blanks();
        int start = at;
        while (at < text.length() && isPathCharacter(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw expected("an attribute");
        }
        return new Path(names(text.substring(start, at)));
    }

    /** Splits at dots, but keeps a schema's URN, whose version has a dot, in one piece. */
    static List<String> names(String path) {
        List<String> names = new ArrayList<>();
        var rest = path;
        if (path.toLowerCase(Locale.ROOT).startsWith(URN)) {
            int colon = path.lastIndexOf(':');
            names.add(path.substring(0, colon));
            rest = path.substring(colon + 1);
        }
        names.addAll(List.of(rest.split("\\.", -1)));
        return names;
    }

    private JsonNode value() throws FilterSyntaxException {
        blanks();
        int start = at;
        if (peek() == '"') {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                at += text.charAt(at) == '\\' ? 2 : 1;
            }
            at++;
        } else {
            while (at < text.length() && " )]".indexOf(text.charAt(at)) < 0) {
                at++;
            }
        }
        if (at > text.length() || at == start) {
            at = start;
            throw expected("a value");
        }
        try {
            return JSON.readTree(text.substring(start, at));
        } catch (JacksonException _) {
            at = start;
            throw expected("a value");
        }
    }

    /** Whether the word comes next, in any case, and is followed by no letter; it is then behind us. */
    private boolean word(String word) {
        int start = at;
        blanks();
        int end = at + word.length();
        if (text.regionMatches(true, at, word, 0, word.length())
                && (end >= text.length() || !isPathCharacter(text.charAt(end)))) {
            at = end;
            return true;
        }
        at = start;
        return false;
    }

    private void require(char wanted) throws FilterSyntaxException {
        blanks();
        if (peek() != wanted) {
            throw expected("'" + wanted + "'");
        }
        at++;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void blanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    private FilterSyntaxException expected(@Nullable String what) {
        return new FilterSyntaxException("expected " + what + " at position " + (at + 1) + " of the filter");
    }

    private static boolean isPathCharacter(char c) {
        return Character.isLetterOrDigit(c) || "_-$.:".indexOf(c) >= 0;
    }
}
