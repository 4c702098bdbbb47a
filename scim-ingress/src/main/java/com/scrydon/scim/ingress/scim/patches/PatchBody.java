package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.answers.SchemasRule;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.ResourceShape;
import com.scrydon.scim.ingress.scim.filters.Filters;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidSyntax;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NoTarget;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.filters.TargetPath;
import com.scrydon.scim.language.texts.Texts;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the body of a PATCH: RFC 7644's shapes and those of docs/decisions/030-client-dialects.md. */
public final class PatchBody {

    /** Operations, and single changes once those without a path are split into their attributes. */
    private static final int MAX_OPERATIONS = 1_000;

    private final PatchTargets targets;

    private PatchBody(ResourceShape shape) {
        this.targets = new PatchTargets(shape);
    }

    /** The operations in their order. */
    public static Verdict<List<PatchOperation>> read(ResourceShape shape, ObjectNode body) {
        return SchemasRule.check(body, ScimUrns.PATCH_OP).then(known -> operations(shape, known));
    }

    private static Verdict<List<PatchOperation>> operations(ResourceShape shape, ObjectNode body) {
        if (!(ScimJson.member(body, "Operations").orElse(null) instanceof ArrayNode operations)
                || operations.isEmpty()) {
            return syntax("Operations must be an array of at least one operation");
        }
        if (operations.size() > MAX_OPERATIONS) {
            return syntax("More than " + MAX_OPERATIONS + " operations");
        }
        return new PatchBody(shape).all(operations);
    }

    private Verdict<List<PatchOperation>> all(ArrayNode operations) {
        List<PatchOperation> result = new ArrayList<>();
        for (var operation : operations) {
            switch (one(operation)) {
                case Verdict.Refused<List<PatchOperation>> refused -> {
                    return refused;
                }
                case Verdict.Accepted<List<PatchOperation>>(var read) -> result.addAll(read);
            }
            if (result.size() > MAX_OPERATIONS) {
                return syntax("More than " + MAX_OPERATIONS + " changes");
            }
        }
        return Verdict.of(result);
    }

    private Verdict<List<PatchOperation>> one(JsonNode node) {
        if (!(node instanceof ObjectNode operation)) {
            return syntax("An operation must be an object");
        }
        var path = ScimJson.member(operation, "path").filter(p -> !p.isNull());
        if (path.isPresent() && !path.get().isString()) {
            return syntax("path must be a text");
        }
        var text = path.map(JsonNode::stringValue).map(String::strip).filter(p -> !p.isEmpty());
        var value = ScimJson.member(operation, "value");
        var op = ScimJson.member(operation, "op").filter(JsonNode::isString).map(JsonNode::stringValue).orElse("");
        return switch (op.strip().toLowerCase(Locale.ROOT)) {
            case "add" -> change(text, value, PatchOperation.Add::new);
            case "replace" -> change(text, value, PatchOperation.Replace::new);
            case "remove" -> remove(text, value);
            default -> syntax("op must be add, replace or remove, not " + Texts.shortened(op));
        };
    }

    /** Makes an {@code add} or a {@code replace}. */
    @FunctionalInterface
    interface Change {
        PatchOperation of(PatchTarget target, JsonNode value);
    }

    private Verdict<List<PatchOperation>> change(Optional<String> path, Optional<JsonNode> value, Change change) {
        if (value.isEmpty()) {
            return Verdict.refuse(new InvalidValue("add and replace need a value"));
        }
        if (path.isPresent()) {
            return Filters.parsePath(path.get()).then(parsed -> targets.changes(parsed, value.get(), change));
        }
        return value.get() instanceof ObjectNode attributes
                ? Verdict.of(withoutPath(attributes, change))
                : Verdict.refuse(new InvalidValue("Without a path the value must be an object"));
    }

    /** Each key is a path of its own, dotted or with a URN as Entra writes it; what nobody knows is ignored. */
    private List<PatchOperation> withoutPath(ObjectNode attributes, Change change) {
        List<PatchOperation> result = new ArrayList<>();
        for (var entry : attributes.properties()) {
            if (result.size() > MAX_OPERATIONS) {
                break;
            }
            if (entry.getKey().equalsIgnoreCase("id")) {
                result.add(new PatchOperation.SameId(entry.getValue().asString("")));
            } else if (Filters.parsePath(entry.getKey()) instanceof Verdict.Accepted<TargetPath>(var path)
                    && targets.changes(path, entry.getValue(),
                            change) instanceof Verdict.Accepted<List<PatchOperation>>(var changes)) {
                result.addAll(changes);
            }
        }
        return result;
    }

    private Verdict<List<PatchOperation>> remove(Optional<String> path, Optional<JsonNode> value) {
        return path.isEmpty()
                ? Verdict.refuse(new NoTarget("remove needs a path"))
                : Filters.parsePath(path.get()).then(parsed -> targets.removals(parsed,
                        value.filter(v -> !v.isNull() && !(v.isContainer() && v.isEmpty()))));
    }

    private static Verdict<List<PatchOperation>> syntax(String detail) {
        return Verdict.refuse(new InvalidSyntax(detail));
    }
}
