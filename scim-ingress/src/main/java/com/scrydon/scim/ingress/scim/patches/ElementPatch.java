package com.scrydon.scim.ingress.scim.patches;

import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NoTarget;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Changes the elements of one multi-valued attribute. */
final class ElementPatch {

    private final ElementList elements;
    private final PatchTarget target;

    ElementPatch(ElementList elements, PatchTarget target) {
        this.elements = elements;
        this.target = target;
    }

    Optional<ScimProblem> addAll(List<ObjectNode> given, boolean replacing) {
        if (replacing) {
            elements.clear();
        }
        given.forEach(element -> elements.add(DocumentPatch.copy(element)));
        return Optional.empty();
    }

    Optional<ScimProblem> set(PatchStep.Part part) {
        return changeChosen(part.value().isPresent(),
                element -> DocumentPatch.put(element, target.sub().orElseThrow(), part.value()));
    }

    Optional<ScimProblem> merge(PatchStep.Merge merge) {
        return changeChosen(merge.parts().isPresent(),
                element -> DocumentPatch.merge(element, merge.parts(), merge.replacing()));
    }

    /** An element that is not there is made as the condition describes it, by a step that says something. */
    private Optional<ScimProblem> changeChosen(boolean says, PatchedDocument.Step step) {
        var chosen = elements.chosen(target.condition());
        if (chosen.isEmpty()) {
            var made = target.described();
            if (made.isEmpty()) {
                return Optional
                        .of(new NoTarget("No element of " + target.attribute().name() + " matches the path"));
            }
            if (!says) {
                return Optional.empty();
            }
            chosen = List.of(elements.append(made.get()));
        }
        for (int place : chosen) {
            elements.change(place, step::on);
            elements.onePrimary(place);
        }
        return Optional.empty();
    }

    Optional<ScimProblem> remove(Optional<List<ObjectNode>> named) {
        var unwanted = named.map(given -> elements.chosen(target.condition(), elements.named(given)))
                .orElseGet(() -> elements.chosen(target.condition()));
        for (int place : unwanted) {
            elements.change(place, element -> target.sub().ifPresentOrElse(sub -> element.remove(sub.name()),
                    element::removeAll));
        }
        return Optional.empty();
    }
}
