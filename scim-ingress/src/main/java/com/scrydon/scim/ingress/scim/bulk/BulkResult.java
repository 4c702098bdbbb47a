package com.scrydon.scim.ingress.scim.bulk;

import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.changes.ResourceVersion;
import com.scrydon.scim.ingress.scim.answers.OutcomeAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.language.texts.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The result of one operation as a BulkResponse shows it. */
record BulkResult(BulkOperation operation, Optional<String> location, Outcome<ResourceVersion> result) {

    static BulkResult of(BulkOperation operation, Optional<ResourceChanges<?>> type, Map<String, UUID> created,
            Outcome<ResourceVersion> result) {
        var id = switch (result) {
            case Outcome.Created<ResourceVersion>(var made) -> Optional.of(made.id());
            case Outcome.Updated<ResourceVersion>(var same) -> Optional.of(same.id());
            case Outcome.Unchanged<ResourceVersion>(var same) -> Optional.of(same.id());
            case Outcome.Removed<ResourceVersion> _,Outcome.Refused<ResourceVersion> _ -> named(operation, created);
        };
        return new BulkResult(operation, type.flatMap(t -> id.map(t::location)), result);
    }

    /** The resource that the path names; none for a POST, whose failure has no location. */
    private static Optional<UUID> named(BulkOperation operation, Map<String, UUID> created) {
        var last = operation.path().substring(operation.path().lastIndexOf('/') + 1);
        return References.in(last).map(bulkId -> Optional.ofNullable(created.get(bulkId)))
                .orElseGet(() -> ResourceId.parse(last));
    }

    BulkResult with(Outcome<ResourceVersion> later) {
        return new BulkResult(operation, location, later);
    }

    ObjectNode json() {
        var json = ScimJson.object();
        json.put("method", operation.method());
        operation.bulkId().ifPresent(bulkId -> json.put("bulkId", bulkId));
        location.ifPresent(url -> json.put("location", url));
        json.setAll(OutcomeAnswers.inBulk(result));
        return json;
    }
}
