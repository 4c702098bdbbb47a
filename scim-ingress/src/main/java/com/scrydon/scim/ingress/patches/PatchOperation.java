package com.scrydon.scim.ingress.patches;

import com.scrydon.scim.ingress.filters.Filter;
import com.scrydon.scim.ingress.filters.Filters;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One operation of a PATCH (RFC 7644 §3.5.2), after the dialects: operations without a path are split into one per
 * attribute, dotted and URN keys are paths.
 *
 * @param kind add, remove or replace
 * @param schema URN of the extension the path names, or "" for the core
 * @param attribute first name of the path
 * @param filter of the elements meant, if any
 * @param sub sub-attribute meant, if any
 * @param value the value sent, or null
 */
public record PatchOperation(Kind kind, String schema, String attribute, Optional<Filter> filter, Optional<String> sub,
        @Nullable JsonNode value) {

    private static final int MAX_OPERATIONS = 10_000;

    /** What to do. */
    public enum Kind {
        ADD, REMOVE, REPLACE
    }

    /** Reads the operations of a PATCH body. */
    public static Outcome<List<PatchOperation>> read(JsonNode body) {
        var sent = field(body, "Operations");
        if (sent.isEmpty() || !sent.get().isArray() || sent.get().isEmpty()) {
            return Outcome.refused(ScimProblem.invalidSyntax("Operations must hold at least one operation"));
        }
        if (sent.get().size() > MAX_OPERATIONS) {
            return Outcome.refused(
                    new ScimProblem(413, null, "a PATCH takes at most " + MAX_OPERATIONS + " operations"));
        }
        List<PatchOperation> operations = new ArrayList<>();
        for (var operation : sent.get()) {
            switch (one(operation)) {
                case Outcome.Done<List<PatchOperation>>(List<PatchOperation> some) -> operations.addAll(some);
                case Outcome.Refused<List<PatchOperation>>(ScimProblem problem) -> {
                    return Outcome.refused(problem);
                }
            }
        }
        return Outcome.done(operations);
    }

    private static Outcome<List<PatchOperation>> one(JsonNode sent) {
        var kind = kind(field(sent, "op").map(op -> op.asString("")).orElse(""));
        if (kind.isEmpty()) {
            return Outcome.refused(ScimProblem.invalidSyntax("op must be add, remove or replace"));
        }
        var path = field(sent, "path").map(p -> p.asString("").trim()).orElse("");
        var value = field(sent, "value").orElse(null);
        if (!path.isEmpty()) {
            return atPath(kind.get(), path, value).map(List::of);
        }
        if (kind.get() == Kind.REMOVE) {
            return Outcome.refused(ScimProblem.noTarget("remove needs a path"));
        }
        if (!(value instanceof ObjectNode attributes)) {
            return Outcome.refused(ScimProblem.invalidSyntax("without a path, value must be an object of attributes"));
        }
        List<PatchOperation> operations = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : attributes.properties()) {
            switch (atKey(kind.get(), entry.getKey(), entry.getValue())) {
                case Outcome.Done<List<PatchOperation>>(List<PatchOperation> some) -> operations.addAll(some);
                case Outcome.Refused<List<PatchOperation>>(ScimProblem problem) -> {
                    return Outcome.refused(problem);
                }
            }
        }
        return Outcome.done(operations);
    }

    /** A key of a value without a path: an attribute, a dotted path, or a whole extension by its URN. */
    private static Outcome<List<PatchOperation>> atKey(Kind kind, String key, JsonNode value) {
        if (isUrn(key) && value instanceof ObjectNode extension) {
            return Outcome.done(extension.properties().stream().map(e -> new PatchOperation(kind, key, e.getKey(),
                    Optional.empty(), Optional.empty(), e.getValue())).toList());
        }
        return atPath(kind, key, value).map(List::of);
    }

    private static Outcome<PatchOperation> atPath(Kind kind, String path, @Nullable JsonNode value) {
        int open = path.indexOf('[');
        int close = path.lastIndexOf(']');
        if ((open < 0) != (close < 0) || close < open) {
            return Outcome.refused(ScimProblem.invalidPath("brackets of the path do not match"));
        }
        if (open < 0) {
            return plain(kind, path, value);
        }
        var sub = path.substring(close + 1);
        if (!sub.isEmpty() && !sub.startsWith(".")) {
            return Outcome.refused(ScimProblem.invalidPath("behind ] a path goes on with a dot"));
        }
        return plain(kind, path.substring(0, open), value)
                .then(base -> Filters.parse(path.substring(open + 1, close))
                        .map(filter -> new PatchOperation(kind, base.schema(), base.attribute(), Optional.of(filter),
                                sub.isEmpty() ? Optional.empty() : Optional.of(sub.substring(1)), value)));
    }

    private static Outcome<PatchOperation> plain(Kind kind, String path, @Nullable JsonNode value) {
        var schema = "";
        var rest = path;
        if (isUrn(path)) {
            int colon = path.lastIndexOf(':');
            schema = path.substring(0, colon);
            rest = path.substring(colon + 1);
        }
        int dot = rest.indexOf('.');
        var attribute = dot < 0 ? rest : rest.substring(0, dot);
        if (attribute.isEmpty()) {
            return Outcome.refused(ScimProblem.invalidPath("the path names no attribute"));
        }
        return Outcome.done(new PatchOperation(kind, schema, attribute, Optional.empty(),
                dot < 0 ? Optional.empty() : Optional.of(rest.substring(dot + 1)), value));
    }

    private static boolean isUrn(String text) {
        return text.toLowerCase(Locale.ROOT).startsWith("urn:");
    }

    private static Optional<Kind> kind(String op) {
        return switch (op.toLowerCase(Locale.ROOT)) {
            case "add" -> Optional.of(Kind.ADD);
            case "remove" -> Optional.of(Kind.REMOVE);
            case "replace" -> Optional.of(Kind.REPLACE);
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> field(JsonNode object, String anyCase) {
        return object.properties().stream().filter(e -> e.getKey().equalsIgnoreCase(anyCase)).map(Map.Entry::getValue)
                .filter(v -> !v.isNull()).findFirst();
    }
}
