package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.AttributeSchema;
import com.scrydon.scim.ingress.scim.attributes.AttributeType;
import com.scrydon.scim.ingress.scim.attributes.Mutability;
import com.scrydon.scim.ingress.scim.attributes.ResourceShape;
import com.scrydon.scim.ingress.scim.attributes.Values;
import com.scrydon.scim.ingress.scim.filters.ElementMatch;
import com.scrydon.scim.ingress.scim.patches.PatchBody.Change;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidPath;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.filters.TargetPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Resolves paths to targets. An unknown schema and {@code password} lead nowhere, which is no error (R11, R13). */
final class PatchTargets {

    private final ResourceShape shape;

    PatchTargets(ResourceShape shape) {
        this.shape = shape;
    }

    /** The operations that one add or replace amounts to. */
    Verdict<List<PatchOperation>> changes(TargetPath path, JsonNode value, Change change) {
        if (!path.attribute().name().isEmpty()) {
            return resolve(path).map(target -> target.map(t -> change.of(t, value)).stream().toList());
        }
        var extension = path.attribute().urn().flatMap(shape::extension);
        if (extension.isEmpty()) {
            return Verdict.of(List.of());
        }
        var one = Values.unwrapped(value);
        if (Values.isEmpty(one)) {
            return removals(path, Optional.empty());
        }
        return one instanceof ObjectNode attributes
                ? Verdict.of(below(extension.get(), attributes, change))
                : Verdict.refuse(new InvalidValue("The value of a whole schema must be an object"));
    }

    private static List<PatchOperation> below(AttributeSchema extension, ObjectNode attributes, Change change) {
        List<PatchOperation> result = new ArrayList<>();
        for (var entry : attributes.properties()) {
            extension.attribute(entry.getKey()).filter(Attribute::writable)
                    .map(attribute -> PatchTarget.whole(Optional.of(extension.urn()), attribute))
                    .ifPresent(target -> result.add(change.of(target, entry.getValue())));
        }
        return result;
    }

    /** The operations that one remove amounts to. */
    Verdict<List<PatchOperation>> removals(TargetPath path, Optional<JsonNode> value) {
        if (!path.attribute().name().isEmpty()) {
            return resolve(path)
                    .map(target -> target.<PatchOperation>map(t -> new PatchOperation.Remove(t, value)).stream()
                            .toList());
        }
        return Verdict.of(path.attribute().urn().flatMap(shape::extension).stream()
                .flatMap(extension -> extension.attributes().stream()
                        .map(attribute -> PatchTarget.whole(Optional.of(extension.urn()), attribute)))
                .<PatchOperation>map(target -> new PatchOperation.Remove(target, Optional.empty())).toList());
    }

    private Verdict<Optional<PatchTarget>> resolve(TargetPath path) {
        var found = shape.find(path.attribute());
        if (found.isEmpty()) {
            return isForeign(path) ? Verdict.of(Optional.empty()) : unknown(path);
        }
        var attribute = found.get().attribute();
        if (attribute.mutability() == Mutability.READ_ONLY) {
            return Verdict.refuse(new ScimProblem.Mutability(attribute.name() + " is readOnly"));
        }
        if (attribute.mutability() == Mutability.WRITE_ONLY) {
            return Verdict.of(Optional.empty());
        }
        if (path.condition().isPresent() && attribute.type() != AttributeType.COMPLEX && !attribute.multiValued()) {
            return Verdict.refuse(new InvalidPath(attribute.name() + " is not multi-valued"));
        }
        var refusal = path.condition().flatMap(new ElementMatch(attribute)::refusal);
        if (refusal.isPresent()) {
            return Verdict.refuse(refusal.get());
        }
        var sub = path.sub().flatMap(attribute::subAttribute);
        if (path.sub().isPresent() && sub.isEmpty()) {
            return unknown(path);
        }
        return Verdict.of(Optional.of(new PatchTarget(found.get().extension().map(AttributeSchema::urn), attribute,
                path.condition(), sub)));
    }

    private boolean isForeign(TargetPath path) {
        return path.attribute().urn().filter(urn -> !urn.equalsIgnoreCase(shape.base().urn())
                && shape.extension(urn).isEmpty()).isPresent();
    }

    private static Verdict<Optional<PatchTarget>> unknown(TargetPath path) {
        return Verdict.refuse(new InvalidPath("There is no attribute "
                + path.sub().map(path.attribute()::child).orElse(path.attribute())));
    }
}
