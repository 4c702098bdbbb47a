package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.Documents;
import com.scrydon.scim.ingress.scim.attributes.Values;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooMany;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A document under change: the attributes that operations touch are taken apart once, and put back once. */
final class PatchedDocument {

    private final ObjectNode document;
    private final PatchWork work;
    private final Map<Place, ElementList> lists = new LinkedHashMap<>();
    private Optional<ElementList> current = Optional.empty();

    private record Place(Optional<String> extension, String attribute) {}

    PatchedDocument(ObjectNode document, PatchWork work) {
        this.document = document;
        this.work = work;
    }

    /** Changes an object. */
    @FunctionalInterface
    interface Step {
        void on(ObjectNode object);
    }

    /** Runs the step on the document, or on the extension's part of it, which comes and goes with its attributes. */
    Optional<ScimProblem> in(Optional<String> extension, Step step) {
        if (extension.isEmpty()) {
            step.on(document);
            return Optional.empty();
        }
        var urn = extension.get();
        var below = document.get(urn) instanceof ObjectNode there ? there : ScimJson.object();
        step.on(below);
        if (below.isEmpty()) {
            document.remove(urn);
        } else {
            document.set(urn, below);
        }
        return Optional.empty();
    }

    ElementList elements(Optional<String> extension, Attribute attribute) {
        var list = lists.computeIfAbsent(new Place(extension, attribute.name()), place -> {
            var holder = place.extension().map(document::path).orElse(document);
            var there = holder.get(attribute.name()) instanceof ArrayNode array ? array : document.arrayNode();
            return new ElementList(attribute, there, work);
        });
        current = Optional.of(list);
        return list;
    }

    /** What one more operation made too large, or too much of. */
    Optional<ScimProblem> excess() {
        if (current.filter(list -> list.size() > Values.MAX_ELEMENTS).isPresent()) {
            return Optional.of(new InvalidValue("An attribute has at most " + Values.MAX_ELEMENTS + " values"));
        }
        if (current.filter(list -> list.characters() > Documents.MAX_BYTES).isPresent()) {
            return Optional.of(Documents.tooLarge());
        }
        return work.isTooMuch()
                ? Optional.of(new TooMany("The operations compare too many values; address them by value eq"))
                : Optional.empty();
    }

    ObjectNode finished() {
        lists.forEach((place, list) -> {
            var array = list.toArray();
            var _ = in(place.extension(), holder -> {
                if (array.isEmpty()) {
                    holder.remove(place.attribute());
                } else {
                    holder.set(place.attribute(), array);
                }
            });
        });
        return document;
    }
}
