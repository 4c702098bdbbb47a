package com.scrydon.scim.ingress.scim.bulk;

import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.changes.ResourceVersion;
import com.scrydon.scim.ingress.changes.Versioned;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.door.tokens.RequiredScope;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.ScimPath;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidSyntax;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.MethodNotAllowed;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.texts.ResourceId;
import com.scrydon.scim.language.texts.Texts;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Carries out single operations as if each were a request of its own: the same scopes, rules and transactions. */
final class Operations {

    private final UnaryOperator<Origin> counted;
    private final List<ResourceChanges<?>> types;
    private Origin origin;

    /** @param counted counts one more request of the origin, so that a bulk request is no way around the rate limit (R4) */
    Operations(Origin origin, UnaryOperator<Origin> counted, List<ResourceChanges<?>> types) {
        this.origin = origin;
        this.counted = counted;
        this.types = types;
    }

    /**
     * What an operation is about.
     *
     * @param id as the path has it, a reference perhaps; empty for the collection
     */
    record Target(ResourceChanges<?> type, Optional<String> id) {

        /** Whether both are of the same type of resource. */
        boolean isLike(Target other) {
            return type.endpoint().equals(other.type.endpoint());
        }
    }

    /** Where the path leads; refused where it leads nowhere, or the method or the token does not fit. */
    Verdict<Target> target(BulkOperation operation) {
        var path = ScimPath.belowBase(operation.path());
        var found = types.stream().filter(type -> ScimPath.isAt(path, type.endpoint())).findFirst();
        if (found.isEmpty()) {
            return Verdict.refuse(new ScimProblem.NotFound("There is nothing at " + Texts.shortened(path)));
        }
        var id = Optional.of(path.substring(found.get().endpoint().length())).filter(rest -> rest.length() > 1)
                .map(rest -> rest.substring(1));
        return violation(operation, id).<Verdict<Target>>map(Verdict::refuse)
                .orElseGet(() -> Verdict.of(new Target(found.get(), id)));
    }

    private Optional<ScimProblem> violation(BulkOperation operation, Optional<String> id) {
        var allowed = id.isPresent() ? List.of("DELETE", "PATCH", "PUT") : List.of("POST");
        if (!allowed.contains(operation.method())) {
            return Optional.of(new MethodNotAllowed(Texts.shortened(operation.method()), allowed));
        }
        if (operation.creates() && operation.bulkId().isEmpty()) {
            return Optional.of(new InvalidSyntax("A POST needs a bulkId"));
        }
        if (!operation.method().equals("DELETE") && operation.data().isEmpty()) {
            return Optional.of(new InvalidSyntax("data must be an object"));
        }
        return RequiredScope.of(operation.method(), operation.path()).stream()
                .filter(scope -> !origin.scopes().contains(scope)).findFirst()
                .map(scope -> new ScimProblem.MissingScope(scope.wireName()));
    }

    /** Carries an operation out, with its references resolved; a thousand results hold no resources. */
    Outcome<ResourceVersion> execute(BulkOperation operation, ResourceChanges<?> type, Optional<String> id,
            ObjectNode data) {
        origin = counted.apply(origin);
        if (id.isEmpty()) {
            return type.create(origin, data).map(ResourceVersion::of);
        }
        return ResourceId.parse(id.get()).map(uuid -> change(operation, type, uuid, data).map(ResourceVersion::of))
                .orElseGet(() -> Outcome.refused(
                        new ScimProblem.NotFound("There is nothing at " + Texts.shortened(operation.path()))));
    }

    private <R extends Versioned> Outcome<R> change(BulkOperation operation, ResourceChanges<R> type, UUID id,
            ObjectNode data) {
        var preconditions = Preconditions.ofVersion(operation.version().orElse(null));
        return switch (operation.method()) {
            case "PUT" -> type.replace(origin, id, preconditions, data);
            case "PATCH" -> type.patch(origin, id, preconditions, data);
            case "DELETE" -> type.delete(origin, id, preconditions);
            default -> throw new IllegalStateException("refused before: " + operation.method());
        };
    }

    /** Completes a resource whose references ran in a circle: with all of its data now. */
    Outcome<ResourceVersion> complete(ResourceChanges<?> type, UUID id, ObjectNode data) {
        return type.replace(origin.with(OptionalInt.empty()), id, Preconditions.ofVersion(null), data)
                .map(ResourceVersion::of);
    }
}
