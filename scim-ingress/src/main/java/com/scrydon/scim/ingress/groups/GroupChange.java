package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.filters.ElementFilter;
import com.scrydon.scim.ingress.patches.PatchOperation;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** One step of a group's change, in the order sent. Members are meant by value alone. */
sealed interface GroupChange {

    /** Gives the group another displayName. */
    record Rename(String displayName) implements GroupChange {}

    /** Sets or, with an empty text, clears the externalId. */
    record SetExternalId(String externalId) implements GroupChange {}

    /** Adds members. */
    record Add(List<String> ids) implements GroupChange {}

    /** Removes members. */
    record Remove(List<String> ids) implements GroupChange {}

    /** Makes these the only members. */
    record Replace(List<String> ids) implements GroupChange {}

    /** Reads PATCH operations, in every shape of the dialects. */
    static Outcome<List<GroupChange>> of(UUID group, List<PatchOperation> operations) {
        List<GroupChange> changes = new ArrayList<>();
        for (var operation : operations) {
            switch (of(group, operation)) {
                case Outcome.Done<Optional<GroupChange>>(Optional<GroupChange> change) ->
                    change.ifPresent(changes::add);
                case Outcome.Refused<Optional<GroupChange>>(ScimProblem problem) -> {
                    return Outcome.refused(problem);
                }
            }
        }
        return Outcome.done(changes);
    }

    private static Outcome<Optional<GroupChange>> of(UUID group, PatchOperation operation) {
        return switch (operation.attribute().toLowerCase(Locale.ROOT)) {
            case "members" -> members(operation).map(Optional::of);
            case "displayname" -> displayName(operation);
            case "externalid" -> Outcome.done(Optional.of(new SetExternalId(text(operation.value()))));
            case "id" -> operation.value() == null || group.toString().equalsIgnoreCase(text(operation.value()))
                    ? Outcome.done(Optional.empty())
                    : Outcome.refused(ScimProblem.mutability("id is read-only"));
            default -> Outcome.done(Optional.empty());
        };
    }

    private static Outcome<Optional<GroupChange>> displayName(PatchOperation operation) {
        var name = text(operation.value());
        return name.isBlank() || name.length() > GroupRequest.MAX_NAME
                ? Outcome.refused(ScimProblem.invalidValue("displayName is required"))
                : Outcome.done(Optional.of(new Rename(name)));
    }

    private static Outcome<GroupChange> members(PatchOperation operation) {
        var value = operation.value();
        if (operation.filter().isPresent()) {
            var id = ElementFilter.conditions(operation.filter().get()).get("value");
            if (id == null || operation.kind() != PatchOperation.Kind.REMOVE) {
                return Outcome.refused(ScimProblem.invalidPath("members are removed by members[value eq \"id\"]"));
            }
            return Outcome.done(new Remove(List.of(id.asString(""))));
        }
        var ids = value == null ? List.<String>of() : GroupRequest.ids(value);
        return Outcome.done(switch (operation.kind()) {
            case ADD -> new Add(ids);
            case REPLACE -> new Replace(ids);
            // Without a value the RFC's reading holds: all of them. With one (Entra), just these.
            case REMOVE -> ids.isEmpty() ? new Replace(List.of()) : new Remove(ids);
        });
    }

    private static String text(@org.jspecify.annotations.Nullable JsonNode value) {
        return value == null ? "" : value.asString("");
    }
}
