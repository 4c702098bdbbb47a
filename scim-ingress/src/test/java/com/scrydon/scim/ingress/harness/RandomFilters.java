package com.scrydon.scim.ingress.harness;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.node.StringNode;

/**
 * Random filters, each written twice: as clients of all kinds write it, and as RFC 7644's grammar has it. Literals come
 * from values that some resource really has, so that filters find something.
 */
public final class RandomFilters {

    private static final List<String> TEXT_OPERATORS = List.of("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le");
    private static final List<String> ORDER_OPERATORS = List.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final List<String> FLAG_OPERATORS = List.of("eq", "ne");
    private static final List<String> STRANGE = List.of("", " ", "%", "_", "'", "\"", "\\", "é", "😀", ":f1", "?",
            "a\nb",
            "null", "true", "5", ")", "]");

    private final Random random;
    private final String coreUrn;
    private final List<Attribute> attributes;

    public RandomFilters(Random random, String coreUrn, List<Attribute> attributes) {
        this.random = random;
        this.coreUrn = coreUrn;
        this.attributes = attributes;
    }

    public enum Kind {
        TEXT, EXACT, FLAG, MOMENT, COMPLEX
    }

    /**
     * An attribute to filter by.
     *
     * @param path as the RFC writes it
     * @param values that resources have
     * @param parts sub-attributes, if it is multi-valued
     */
    public record Attribute(String path, Kind kind, List<String> values, List<Attribute> parts) {

        public static Attribute single(String path, Kind kind, List<String> values) {
            return new Attribute(path, kind, values, List.of());
        }
    }

    /** One filter in two dialects. */
    public record Both(String ours, String rfc) {

        static Both same(String text) {
            return new Both(text, text);
        }
    }

    public Both next() {
        return filter(3, attributes, true);
    }

    /** A condition on one element, as it stands in brackets. */
    public Both condition(List<Attribute> parts) {
        return filter(2, parts, false);
    }

    /** Terms joined without brackets, so that precedence decides. */
    private Both filter(int depth, List<Attribute> from, boolean top) {
        var terms = IntStream.range(0, 1 + random.nextInt(depth)).mapToObj(_ -> term(depth, from, top)).toList();
        var ours = new StringBuilder(terms.getFirst().ours);
        var rfc = new StringBuilder(terms.getFirst().rfc);
        for (var term : terms.subList(1, terms.size())) {
            var word = random.nextBoolean() ? "and" : "or";
            ours.append(' ').append(anyCase(word)).append(' ').append(term.ours);
            rfc.append(' ').append(word).append(' ').append(term.rfc);
        }
        return new Both(ours.toString(), rfc.toString());
    }

    private Both term(int depth, List<Attribute> from, boolean top) {
        int kind = random.nextInt(10);
        if (depth > 1 && kind < 2) {
            var inner = filter(depth - 1, from, top);
            return new Both("(" + inner.ours + ")", "(" + inner.rfc + ")");
        }
        if (depth > 1 && kind < 4) {
            var inner = filter(depth - 1, from, top);
            return new Both(anyCase("not") + (random.nextBoolean() ? " (" : "(") + inner.ours + ")",
                    "not (" + inner.rfc + ")");
        }
        var attribute = from.get(random.nextInt(from.size()));
        return attribute.parts.isEmpty() ? comparison(attribute, attribute.path, top) : elements(attribute);
    }

    private Both elements(Attribute attribute) {
        var part = attribute.parts.get(random.nextInt(attribute.parts.size()));
        return switch (random.nextInt(6)) {
            case 0 -> Both.same(attribute.path + " pr");
            case 1 -> {
                var inner = comparison(part, attribute.path + "." + part.path, true);
                yield part.path.equals("value")
                        ? new Both(inner.ours.replaceFirst("(?i)\\.value ", " "), inner.rfc)
                        : inner;
            }
            case 2 -> comparison(part, attribute.path + "." + part.path, true);
            case 3 -> {
                // Entra's form: one more condition on the same element.
                var condition = condition(attribute.parts);
                var last = comparison(part, part.path, false);
                yield new Both(attribute.path + "[" + condition.ours + "]." + last.ours,
                        attribute.path + "[(" + condition.rfc + ") and " + last.rfc + "]");
            }
            default -> {
                var condition = condition(attribute.parts);
                yield new Both(attribute.path + "[" + condition.ours + "]" + (random.nextInt(4) == 0 ? " pr" : ""),
                        attribute.path + "[" + condition.rfc + "]");
            }
        };
    }

    private Both comparison(Attribute attribute, String path, boolean top) {
        var ours = top && !path.startsWith("urn:") && random.nextInt(4) == 0 ? coreUrn + ":" + path : path;
        boolean presence = random.nextInt(6) == 0 && !path.endsWith("primary");
        if (attribute.kind == Kind.COMPLEX || presence) {
            return new Both(ours + " " + anyCase("pr"), path + " pr");
        }
        var operator = switch (attribute.kind) {
            case TEXT, EXACT -> any(TEXT_OPERATORS);
            case MOMENT -> any(ORDER_OPERATORS);
            case FLAG, COMPLEX -> any(FLAG_OPERATORS);
        };
        var literal = attribute.kind == Kind.FLAG ? flag() : literal(attribute, operator);
        return new Both(anyCase(ours) + " " + anyCase(operator) + " " + literal.ours,
                path + " " + operator + " " + literal.rfc);
    }

    private Both flag() {
        var value = String.valueOf(random.nextBoolean());
        return new Both(random.nextBoolean() ? value : "\"" + anyCase(value) + "\"", value);
    }

    private Both literal(Attribute attribute, String operator) {
        if (FLAG_OPERATORS.contains(operator) && random.nextInt(12) == 0 && attribute.kind != Kind.MOMENT) {
            return Both.same("null");
        }
        if (attribute.kind == Kind.MOMENT) {
            return Both.same("\"" + any(attribute.values) + "\"");
        }
        var text = random.nextInt(8) == 0 || attribute.values.isEmpty() ? any(STRANGE) : piece(any(attribute.values));
        var cased = attribute.kind == Kind.TEXT && random.nextBoolean() ? anyCase(text) : text;
        var quoted = StringNode.valueOf(cased).toString();
        return new Both(cased.matches("\\d{1,9}|true|false") && !cased.startsWith("0") ? cased : quoted, quoted);
    }

    private String piece(String value) {
        int[] points = value.codePoints().toArray();
        int from = random.nextInt(3) == 0 ? random.nextInt(points.length + 1) : 0;
        int to = random.nextInt(3) == 0 ? from + random.nextInt(points.length - from + 1) : points.length;
        return new String(points, from, to - from);
    }

    private String anyCase(String word) {
        return switch (random.nextInt(3)) {
            case 0 -> word.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT).equals(word.toLowerCase(Locale.ROOT))
                    ? word.toUpperCase(Locale.ROOT)
                    : word;
            case 1 -> word.chars().mapToObj(c -> String.valueOf((char) c))
                    .map(c -> random.nextBoolean() && c.matches("[a-zA-Z]") ? c.toUpperCase(Locale.ROOT) : c)
                    .collect(Collectors.joining());
            default -> word;
        };
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
