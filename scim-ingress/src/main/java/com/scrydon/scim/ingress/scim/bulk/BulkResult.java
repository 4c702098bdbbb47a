package com.scrydon.scim.ingress.scim.bulk;

import com.scrydon.scim.ingress.changes.ChangeResult;
import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.preconditions.ETags;
import com.scrydon.scim.language.texts.ResourceId;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/** The result of one operation as a BulkResponse shows it. */
record BulkResult(BulkOperation operation, Optional<String> location, ChangeResult result) {

    static BulkResult of(BulkOperation operation, Optional<ResourceChanges> type, Map<String, UUID> created,
            ChangeResult result) {
        var id = switch (result) {
            case ChangeResult.Created(var newId, _) -> Optional.of(newId);
            case ChangeResult.Updated(var sameId, _) -> Optional.of(sameId);
            case ChangeResult.Deleted _,ChangeResult.Refused _ -> named(operation, created);
        };
        return new BulkResult(operation, type.flatMap(t -> id.map(t::location)), result);
    }

    /** The resource that the path names; none for a POST, whose failure has no location. */
    private static Optional<UUID> named(BulkOperation operation, Map<String, UUID> created) {
        var last = operation.path().substring(operation.path().lastIndexOf('/') + 1);
        return References.in(last).map(bulkId -> Optional.ofNullable(created.get(bulkId)))
                .orElseGet(() -> ResourceId.parse(last));
    }

    BulkResult with(ChangeResult later) {
        return new BulkResult(operation, location, later);
    }

    ObjectNode json() {
        var json = ScimJson.object();
        json.put("method", operation.method());
        operation.bulkId().ifPresent(bulkId -> json.put("bulkId", bulkId));
        location.ifPresent(url -> json.put("location", url));
        switch (result) {
            case ChangeResult.Created(_, var version) -> json.put("version", ETags.of(version)).put("status", "201");
            case ChangeResult.Updated(_, var version) -> json.put("version", ETags.of(version)).put("status", "200");
            case ChangeResult.Deleted() -> json.put("status", "204");
            case ChangeResult.Refused(var problem) -> {
                var body = ScimAnswers.errorBody(problem);
                json.put("status", body.path("status").asString());
                json.set("response", body);
            }
        }
        return json;
    }
}
