package com.scrydon.scim.ingress.patches;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.Attribute.Mutability;
import com.scrydon.scim.ingress.attributes.Normaliser;
import com.scrydon.scim.ingress.attributes.ScimSchema;
import com.scrydon.scim.ingress.filters.ElementFilter;
import com.scrydon.scim.ingress.filters.Filter;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Applies operations to a User in canonical form, one after the other; the result goes through the same change as a PUT.
 * A User is one row, so its document is small; Groups are patched as row changes and never come here.
 */
public final class DocumentPatch {

    private static final JsonMapper JSON = JsonMapper.shared();

    private DocumentPatch() {}

    /** The document after all operations; the one given stays as it is. */
    public static Outcome<ObjectNode> apply(ObjectNode document, List<PatchOperation> operations) {
        var result = document.deepCopy();
        for (var operation : operations) {
            var problem = applyOne(result, operation);
            if (problem.isPresent()) {
                return Outcome.refused(problem.get());
            }
        }
        return Outcome.done(result);
    }

    private static Optional<ScimProblem> applyOne(ObjectNode document, PatchOperation operation) {
        boolean enterprise = operation.schema().equalsIgnoreCase(ScimSchema.ENTERPRISE.urn());
        var schema = enterprise ? ScimSchema.ENTERPRISE : ScimSchema.USER;
        var attribute = schema.attribute(operation.attribute()).orElse(null);
        if (attribute == null || attribute.mutability() == Mutability.READ_ONLY
                || attribute.mutability() == Mutability.WRITE_ONLY) {
            return Optional.empty();
        }
        var target = enterprise ? document.withObjectProperty(ScimSchema.ENTERPRISE.urn()) : document;
        var problem = change(target, attribute, operation);
        if (enterprise && target.isEmpty()) {
            document.remove(ScimSchema.ENTERPRISE.urn());
        }
        return problem;
    }

    private static Optional<ScimProblem> change(ObjectNode target, Attribute attribute, PatchOperation operation) {
        if (operation.filter().isPresent()) {
            return changeElements(target, attribute, operation, operation.filter().get());
        }
        if (operation.sub().isPresent()) {
            return changeSub(target, attribute, operation, operation.sub().get());
        }
        var value = operation.value() == null ? null : Normaliser.value(attribute, operation.value());
        switch (operation.kind()) {
            case REMOVE -> target.remove(attribute.name());
            case REPLACE -> set(target, attribute.name(), merged(target, attribute, value));
            case ADD -> {
                if (attribute.multiValued()) {
                    addElements(target, attribute, value);
                } else if (value != null) {
                    target.set(attribute.name(), merged(target, attribute, value));
                }
            }
        }
        return Optional.empty();
    }

    /** A single complex attribute is merged with the sub-attributes given; everything else is taken as sent. */
    private static @Nullable JsonNode merged(ObjectNode target, Attribute attribute, @Nullable JsonNode value) {
        if (!attribute.multiValued() && value instanceof ObjectNode given
                && target.get(attribute.name()) instanceof ObjectNode present) {
            var both = present.deepCopy();
            both.setAll(given);
            return both;
        }
        return value;
    }

    private static void addElements(ObjectNode target, Attribute attribute, @Nullable JsonNode value) {
        if (!(value instanceof ArrayNode given)) {
            return;
        }
        var list = target.withArrayProperty(attribute.name());
        for (var element : given) {
            if (isPrimary(element)) {
                list.forEach(other -> {
                    if (other instanceof ObjectNode object && !object.equals(element)) {
                        object.remove("primary");
                    }
                });
            }
            if (list.valueStream().noneMatch(element::equals)) {
                list.add(element);
            }
        }
    }

    private static boolean isPrimary(JsonNode element) {
        return element.path("primary").asBoolean(false);
    }

    private static Optional<ScimProblem> changeSub(ObjectNode target, Attribute attribute, PatchOperation operation,
            String subName) {
        var sub = attribute.sub(subName).orElse(null);
        if (sub == null) {
            return Optional.of(ScimProblem.invalidPath(attribute.name() + " has no sub-attribute " + subName));
        }
        var value = operation.kind() == PatchOperation.Kind.REMOVE || operation.value() == null
                ? null
                : Normaliser.value(sub, operation.value());
        if (attribute.multiValued()) {
            var list = target.withArrayProperty(attribute.name());
            list.forEach(element -> {
                if (element instanceof ObjectNode object) {
                    set(object, sub.name(), value);
                }
            });
            return Optional.empty();
        }
        var object = target.withObjectProperty(attribute.name());
        set(object, sub.name(), value);
        if (object.isEmpty()) {
            target.remove(attribute.name());
        }
        return Optional.empty();
    }

    private static Optional<ScimProblem> changeElements(ObjectNode target, Attribute attribute,
            PatchOperation operation, Filter filter) {
        var list = target.withArrayProperty(attribute.name());
        List<ObjectNode> matching = new ArrayList<>();
        list.forEach(element -> {
            if (element instanceof ObjectNode object && ElementFilter.matches(filter, object)) {
                matching.add(object);
            }
        });
        if (operation.kind() == PatchOperation.Kind.REMOVE) {
            removeFrom(target, attribute, list, matching, operation.sub());
            return Optional.empty();
        }
        if (matching.isEmpty()) {
            var made = create(attribute, filter);
            if (made.isEmpty()) {
                return Optional.of(ScimProblem.noTarget("no element of " + attribute.name() + " matches the filter"));
            }
            list.add(made);
            matching.add(made);
        }
        for (var element : matching) {
            setIn(element, attribute, operation);
        }
        return Optional.empty();
    }

    private static void setIn(ObjectNode element, Attribute attribute, PatchOperation operation) {
        var value = operation.value();
        if (value == null) {
            return;
        }
        if (operation.sub().isEmpty()) {
            if (Normaliser.value(attribute, value) instanceof ArrayNode given && !given.isEmpty()
                    && given.get(0) instanceof ObjectNode changes) {
                element.setAll(changes);
            }
            return;
        }
        attribute.sub(operation.sub().get()).ifPresent(
                sub -> set(element, sub.name(), Normaliser.value(sub, value)));
    }

    private static void removeFrom(ObjectNode target, Attribute attribute, ArrayNode list, List<ObjectNode> matching,
            Optional<String> sub) {
        if (sub.isPresent()) {
            attribute.sub(sub.get()).ifPresent(known -> matching.forEach(element -> element.remove(known.name())));
            return;
        }
        var kept = JSON.createArrayNode();
        list.forEach(element -> {
            if (!matching.contains(element)) {
                kept.add(element);
            }
        });
        set(target, attribute.name(), kept.isEmpty() ? null : kept);
    }

    /** Entra sets {@code emails[type eq "work"].value} on users without one: the conditions describe the new element. */
    private static ObjectNode create(Attribute attribute, Filter filter) {
        var made = JSON.createObjectNode();
        ElementFilter.conditions(filter).forEach((name, value) -> attribute.sub(name)
                .ifPresent(sub -> set(made, sub.name(), Normaliser.value(sub, value))));
        return made;
    }

    private static void set(ObjectNode object, String name, @Nullable JsonNode value) {
        if (value == null) {
            object.remove(name);
        } else {
            object.set(name, value);
        }
    }
}
