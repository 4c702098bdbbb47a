package com.scrydon.scim.ingress.patches;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.AttributeType;
import com.scrydon.scim.ingress.attributes.Values;
import com.scrydon.scim.ingress.wire.ScimJson;
import com.scrydon.scim.ingress.wire.ScimProblem;
import com.scrydon.scim.ingress.wire.Verdict;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies operations, one after the other, to the canonical document of a small resource. Groups, whose members can be
 * many, are changed by rows instead.
 */
public final class DocumentPatch {

    private final String id;
    private final ObjectNode document;

    private DocumentPatch(String id, ObjectNode document) {
        this.id = id;
        this.document = document;
    }

    /** The document after all operations; the one given stays as it is. */
    public static Verdict<ObjectNode> apply(String id, ObjectNode before, List<PatchOperation> operations) {
        var patch = new DocumentPatch(id, before.deepCopy());
        for (var operation : operations) {
            var problem = patch.apply(operation);
            if (problem.isPresent()) {
                return Verdict.refuse(problem.get());
            }
        }
        return Verdict.of(patch.document);
    }

    private Optional<ScimProblem> apply(PatchOperation operation) {
        return switch (operation) {
            case PatchOperation.Add(var target, var value) ->
                inContainer(target, holder -> change(holder, target, value,
                        false));
            case PatchOperation.Replace(var target, var value) -> inContainer(target, holder -> change(holder, target,
                    value, true));
            case PatchOperation.Remove(var target, var value) -> inContainer(target, holder -> remove(holder, target,
                    value));
            case PatchOperation.SameId(var sameId) -> sameId.equals(id)
                    ? Optional.empty()
                    : Optional.of(new ScimProblem.Mutability("id is readOnly"));
        };
    }

    @FunctionalInterface
    private interface Step {
        Optional<ScimProblem> on(ObjectNode holder);
    }

    /** Runs the step on the document, or on the extension's part of it, which comes and goes with its attributes. */
    private Optional<ScimProblem> inContainer(PatchTarget target, Step step) {
        if (target.extension().isEmpty()) {
            return step.on(document);
        }
        var urn = target.extension().get();
        var below = document.get(urn) instanceof ObjectNode there ? there : ScimJson.object();
        var problem = step.on(below);
        if (below.isEmpty()) {
            document.remove(urn);
        } else {
            document.set(urn, below);
        }
        return problem;
    }

    private static Optional<ScimProblem> change(ObjectNode holder, PatchTarget target, JsonNode value,
            boolean replacing) {
        var attribute = target.attribute();
        if (attribute.multiValued()) {
            return new ElementPatch(holder, target).change(value, replacing);
        }
        if (value instanceof ArrayNode one && one.size() == 1 && one.get(0).isObject() && target.sub().isEmpty()) {
            // Entra has been seen to wrap the manager in an array.
            return change(holder, target, one.get(0), replacing);
        }
        if (target.sub().isPresent()) {
            var complex = holder.get(attribute.name()) instanceof ObjectNode there ? there : ScimJson.object();
            return assign(complex, target.sub().get(), value).or(() -> put(holder, attribute, complex));
        }
        return attribute.type() == AttributeType.COMPLEX && !Values.isEmpty(value)
                ? merge(holder, attribute, value)
                : assign(holder, attribute, value);
    }

    /** A complex value is merged into the one that is there (RFC 7644 §3.5.2.1, §3.5.2.3). */
    private static Optional<ScimProblem> merge(ObjectNode holder, Attribute attribute, JsonNode value) {
        var complex = holder.get(attribute.name()) instanceof ObjectNode there ? there : ScimJson.object();
        return Values.parts(attribute, value).fold(parts -> {
            Values.merge(complex, parts);
            return put(holder, attribute, complex);
        }, Optional::of);
    }

    private static Optional<ScimProblem> remove(ObjectNode holder, PatchTarget target, Optional<JsonNode> value) {
        var attribute = target.attribute();
        if (attribute.multiValued()) {
            new ElementPatch(holder, target).remove(value);
        } else if (target.sub().isPresent() && holder.get(attribute.name()) instanceof ObjectNode there) {
            there.remove(target.sub().get().name());
            var _ = put(holder, attribute, there);
        } else if (target.sub().isEmpty()) {
            holder.remove(attribute.name());
        }
        return Optional.empty();
    }

    private static Optional<ScimProblem> put(ObjectNode holder, Attribute attribute, ObjectNode complex) {
        if (complex.isEmpty()) {
            holder.remove(attribute.name());
        } else {
            holder.set(attribute.name(), complex);
        }
        return Optional.empty();
    }

    /** Sets or clears one single-valued attribute of an object. */
    static Optional<ScimProblem> assign(ObjectNode object, Attribute attribute, JsonNode value) {
        return Values.single(attribute, value).fold(canonical -> {
            canonical.ifPresentOrElse(node -> object.set(attribute.name(), node),
                    () -> object.remove(attribute.name()));
            return Optional.empty();
        }, Optional::of);
    }
}
