package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.attributes.Attribute;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.attributes.Values;
import com.scrydon.scim.ingress.scim.members.MemberCondition;
import com.scrydon.scim.ingress.scim.members.MemberIds;
import com.scrydon.scim.ingress.scim.patches.PatchBody;
import com.scrydon.scim.ingress.scim.patches.PatchOperation;
import com.scrydon.scim.ingress.scim.patches.PatchTarget;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Mutability;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooMany;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.filters.Filter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Folds the operations of a PATCH into one change, so that it ends in changes of rows (docs/decisions/017-work-has-a-budget.md). */
final class GroupPatch {

    /** As for filters: each comparison that every member must be looked at for counts ten against a hundred. */
    private static final int MAX_OPEN_COMPARISONS = 10;

    private final UUID id;
    private int openComparisons;

    private GroupPatch(UUID id) {
        this.id = id;
    }

    static Verdict<GroupChange> read(UUID id, ObjectNode body) {
        return PatchBody.read(ResourceShapes.GROUP, body).then(operations -> new GroupPatch(id).folded(operations));
    }

    private Verdict<GroupChange> folded(List<PatchOperation> operations) {
        Verdict<GroupChange> change = Verdict.of(GroupChange.nothing());
        for (var operation : operations) {
            change = change.then(before -> next(before, operation));
        }
        return change;
    }

    private Verdict<GroupChange> next(GroupChange change, PatchOperation operation) {
        return switch (operation) {
            case PatchOperation.SameId(var sameId) -> sameId.equalsIgnoreCase(id.toString())
                    ? Verdict.of(change)
                    : Verdict.refuse(new Mutability("id is readOnly"));
            case PatchOperation.Add(var target, var value) when isMembers(target) -> onlyElements(target)
                    .then(_ -> MemberIds.of(value)).map(ids -> {
                        change.members().plan().add(ids);
                        return change;
                    });
            case PatchOperation.Replace(var target, var value) when isMembers(target) -> onlyElements(target)
                    .then(_ -> MemberIds.of(value)).map(ids -> {
                        change.members().plan().replace(ids);
                        return change;
                    });
            case PatchOperation.Remove(var target, var value) when isMembers(target) -> removed(change, target, value);
            case PatchOperation.Add(var target, var value) -> set(change, target.attribute(), value);
            case PatchOperation.Replace(var target, var value) -> set(change, target.attribute(), value);
            case PatchOperation.Remove(var target, _) -> set(change, target.attribute(), ScimJson.object().nullNode());
        };
    }

    private static boolean isMembers(PatchTarget target) {
        return target.attribute().multiValued();
    }

    private static Verdict<GroupChange> set(GroupChange change, Attribute attribute, JsonNode value) {
        return Values.single(attribute, value).then(canonical -> {
            var text = canonical.map(JsonNode::asString).orElse("");
            return attribute.name().equals("displayName")
                    ? GroupDraft.name(text).map(change::withDisplayName)
                    : GroupDraft.externalId(ScimJson.object().put(attribute.name(), text)).map(change::withExternalId);
        });
    }

    /** A member is there or not; its parts cannot be changed (RFC 7643 §4.2). */
    private static Verdict<PatchTarget> onlyElements(PatchTarget target) {
        return target.sub().isPresent() || target.condition().isPresent()
                ? Verdict.refuse(new Mutability("Parts of a member are immutable"))
                : Verdict.of(target);
    }

    /** Whom a remove names: by condition, by value array, by both, or, with neither, everybody. */
    private Verdict<GroupChange> removed(GroupChange change, PatchTarget target, Optional<JsonNode> value) {
        if (target.sub().isPresent()) {
            return Verdict.refuse(new Mutability("Parts of a member are immutable"));
        }
        if (target.condition().isPresent()) {
            return removed(change, target.condition().get());
        }
        var plan = change.members().plan();
        // Nothing in quotes is no value, as null and nothing in brackets are none (R24b).
        return value.filter(given -> !given.isString() || !given.stringValue().isEmpty())
                .<Verdict<List<String>>>map(MemberIds::of).map(named -> named.map(plan::remove))
                .orElseGet(() -> Verdict.of(plan.replace(List.of()))).map(_ -> change);
    }

    private Verdict<GroupChange> removed(GroupChange change, Filter condition) {
        var plain = MemberCondition.plainIds(condition);
        if (plain.isPresent()) {
            change.members().plan().remove(plain.get().toList());
            return Verdict.of(change);
        }
        var wanted = MemberCondition.of(condition);
        if (wanted.isOpen()) {
            openComparisons += MemberCondition.comparisons(condition);
            if (openComparisons > MAX_OPEN_COMPARISONS) {
                return Verdict.refuse(new TooMany("More than " + MAX_OPEN_COMPARISONS
                        + " comparisons with all members; name members by value eq"));
            }
        }
        change.members().remove(wanted);
        return Verdict.of(change);
    }
}
