package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.ResourceShapes;
import com.scrydon.scim.ingress.filters.Filter;
import com.scrydon.scim.ingress.filters.Operator;
import com.scrydon.scim.ingress.patches.PatchBody;
import com.scrydon.scim.ingress.patches.PatchOperation;
import com.scrydon.scim.ingress.patches.PatchTarget;
import com.scrydon.scim.ingress.wire.ScimJson;
import com.scrydon.scim.ingress.wire.ScimProblem.InvalidPath;
import com.scrydon.scim.ingress.wire.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.wire.ScimProblem.Mutability;
import com.scrydon.scim.ingress.wire.Verdict;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Folds the operations of a PATCH into one change, so that it ends in changes of rows (decision 10). */
final class GroupPatch {

    private final UUID id;

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
                    .then(_ -> MemberIds.of(value)).map(ids -> change.withMembers(change.members().adding(ids)));
            case PatchOperation.Replace(var target, var value) when isMembers(target) -> onlyElements(target)
                    .then(_ -> MemberIds.of(value)).map(ids -> change.withMembers(MemberPlan.exactly(ids)));
            case PatchOperation.Remove(var target, var value) when isMembers(target) -> removed(target, value)
                    .map(ids -> change.withMembers(ids.map(change.members()::removing)
                            .orElseGet(() -> MemberPlan.exactly(List.of()))));
            case PatchOperation.Add(var target, var value) -> set(change, target.attribute(), value);
            case PatchOperation.Replace(var target, var value) -> set(change, target.attribute(), value);
            case PatchOperation.Remove(var target, _) -> set(change, target.attribute(), ScimJson.object().nullNode());
        };
    }

    private static boolean isMembers(PatchTarget target) {
        return target.attribute().multiValued();
    }

    private static Verdict<GroupChange> set(GroupChange change, Attribute attribute, JsonNode value) {
        if (value.isContainer()) {
            return Verdict.refuse(new InvalidValue(attribute.name() + " must be a single value"));
        }
        var document = ScimJson.object();
        document.put(attribute.name(), value.asString(""));
        return attribute.name().equals("displayName")
                ? GroupDraft.name(value.asString("")).map(change::withDisplayName)
                : GroupDraft.externalId(document).map(change::withExternalId);
    }

    /** A member is there or not; its parts cannot be changed (RFC 7643 §4.2). */
    private static Verdict<PatchTarget> onlyElements(PatchTarget target) {
        return target.sub().isPresent() || target.condition().isPresent()
                ? Verdict.refuse(new Mutability("Parts of a member are immutable"))
                : Verdict.of(target);
    }

    /** Whom a remove names: by condition, by value array, or, with neither, everybody. */
    private static Verdict<Optional<List<String>>> removed(PatchTarget target, Optional<JsonNode> value) {
        if (target.sub().isPresent()) {
            return Verdict.refuse(new Mutability("Parts of a member are immutable"));
        }
        if (target.condition().isPresent()) {
            return named(target.condition().get()).map(ids -> Verdict.of(Optional.of(ids.toList())))
                    .orElseGet(() -> Verdict.refuse(new InvalidPath("Members are found by value eq \"id\" only")));
        }
        return value.isEmpty() ? Verdict.of(Optional.empty()) : MemberIds.of(value.get()).map(Optional::of);
    }

    private static Optional<Stream<String>> named(Filter condition) {
        return switch (condition) {
            case Filter.Comparison(var path, var operator, var literal) when operator == Operator.EQ
                    && path.name().equalsIgnoreCase("value") ->
                Optional
                        .of(Stream.of(literal.asText().strip().toLowerCase(Locale.ROOT)));
            case Filter.Or(var left, var right) -> named(left)
                    .flatMap(a -> named(right).map(b -> Stream.concat(a, b)));
            case Filter.Comparison _,Filter.And _,Filter.Not _,Filter.Present _,Filter.OneElement _ -> Optional
                    .empty();
        };
    }
}
