package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.Values;
import com.scrydon.scim.ingress.scim.filters.ElementMatch;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A PATCH of a small resource, read and judged as far as that can be without the resource. Groups, whose members can be
 * many, are changed by rows instead.
 */
public final class DocumentPatch {

    private final List<PatchStep> steps;

    private DocumentPatch(List<PatchStep> steps) {
        this.steps = List.copyOf(steps);
    }

    /** Reads the values of the operations. */
    public static Verdict<DocumentPatch> of(List<PatchOperation> operations) {
        var steps = new ArrayList<PatchStep>();
        for (var operation : operations) {
            switch (PatchStep.of(operation)) {
                case Verdict.Refused<PatchStep>(var problem) -> {
                    return Verdict.refuse(problem);
                }
                case Verdict.Accepted<PatchStep>(var step) -> steps.add(step);
            }
        }
        return Verdict.of(new DocumentPatch(steps));
    }

    /**
     * The document after all operations; the one given stays as it is. Takes time linear in both and is bounded by
     * {@link PatchWork}, so that it may happen while the resource is locked.
     */
    public Verdict<ObjectNode> apply(String id, ObjectNode before) {
        return apply(id, before, new PatchWork());
    }

    Verdict<ObjectNode> apply(String id, ObjectNode before, PatchWork work) {
        var run = new Run(id, new PatchedDocument(before.deepCopy(), work));
        for (var step : steps) {
            work.spend(1);
            var problem = run.take(step).or(run.document::excess);
            if (problem.isPresent()) {
                return Verdict.refuse(problem.get());
            }
        }
        return Verdict.of(run.document.finished());
    }

    /** One application. */
    private record Run(String id, PatchedDocument document) {

        Optional<ScimProblem> take(PatchStep step) {
            return switch (step) {
                case PatchStep.SameId(var sameId) -> sameId.equals(id)
                        ? Optional.empty()
                        : Optional.of(new ScimProblem.Mutability("id is readOnly"));
                case PatchStep.Elements(var target, var given, var replacing) -> elements(target)
                        .addAll(given, replacing);
                case PatchStep.Part part when part.target().attribute().multiValued() -> elements(part.target())
                        .set(part);
                case PatchStep.Merge merge when merge.target().attribute().multiValued() -> elements(merge.target())
                        .merge(merge);
                case PatchStep.Remove(var target, var named) when target.attribute().multiValued() ->
                    elements(target).remove(named);
                case PatchStep.Part(var target, var value) -> complex(target, value.isPresent(),
                        complex -> put(complex, target.sub().orElseThrow(), value));
                case PatchStep.Merge(var target, var parts, var replacing) -> complex(target, parts.isPresent(),
                        complex -> merge(complex, parts, replacing));
                case PatchStep.Whole(var target, var value) -> document.in(target.extension(),
                        holder -> put(holder, target.attribute(), value));
                case PatchStep.Remove(var target, _) -> remove(target);
            };
        }

        private ElementPatch elements(PatchTarget target) {
            return new ElementPatch(document.elements(target.extension(), target.attribute()), target);
        }

        private Optional<ScimProblem> remove(PatchTarget target) {
            if (target.sub().isEmpty() && target.condition().isEmpty()) {
                return document.in(target.extension(), holder -> holder.remove(target.attribute().name()));
            }
            return complex(target, false, complex -> target.sub().ifPresentOrElse(sub -> complex.remove(sub.name()),
                    complex::removeAll));
        }

        /**
         * Changes a single complex value. A condition addresses it if it matches (R24b); a value that is not there is made
         * as the condition describes it, by a step that says something.
         */
        private Optional<ScimProblem> complex(PatchTarget target, boolean says, PatchedDocument.Step step) {
            var name = target.attribute().name();
            return document.in(target.extension(), holder -> {
                var there = holder.get(name) instanceof ObjectNode object
                        ? Optional.of(object)
                        : described(target, says);
                there.filter(value -> matches(target, value)).ifPresent(value -> {
                    step.on(value);
                    if (value.isEmpty()) {
                        holder.remove(name);
                    } else {
                        holder.set(name, value);
                    }
                });
            });
        }

        private static Optional<ObjectNode> described(PatchTarget target, boolean says) {
            return says ? target.described() : Optional.empty();
        }

        private static boolean matches(PatchTarget target, ObjectNode value) {
            return target.condition().stream()
                    .allMatch(condition -> new ElementMatch(target.attribute()).holds(condition, value));
        }
    }

    /** Sets or clears one single-valued attribute of an object. */
    static void put(ObjectNode object, Attribute attribute, Optional<JsonNode> value) {
        value.ifPresentOrElse(node -> object.set(attribute.name(), node), () -> object.remove(attribute.name()));
    }

    /** What is replaced by nothing is emptied, and so goes; a complex value is merged (RFC 7644 §3.5.2.1, §3.5.2.3). */
    static void merge(ObjectNode complex, Optional<ObjectNode> parts, boolean replacing) {
        parts.ifPresentOrElse(given -> Values.merge(complex, given), () -> {
            if (replacing) {
                complex.removeAll();
            }
        });
    }

    static ObjectNode copy(ObjectNode given) {
        return ScimJson.object().setAll(given);
    }
}
