package com.scrydon.scim.ingress.scim.bulk;

import com.scrydon.scim.ingress.door.bodies.ScimBody;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidSyntax;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooLarge;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooManyOperations;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bulk request.
 *
 * @param failOnErrors errors after which no further operation is tried; 0 for no such limit
 * @param definedBy index of the operation that creates the resource of a bulkId
 */
record BulkRequest(int failOnErrors, List<BulkOperation> operations, Map<String, Integer> definedBy) {

    BulkRequest {
        operations = List.copyOf(operations);
        definedBy = Map.copyOf(definedBy);
    }

    /** Reads the request as a whole: its size, its envelope, and that no bulkId is used twice. */
    static Verdict<BulkRequest> of(ScimBody body, BulkProperties limits) {
        if (body.bytes() > limits.maxPayloadBytes()) {
            return Verdict.refuse(new TooLarge(limits.maxPayloadBytes()));
        }
        var schemas = ScimJson.member(body.json(), "schemas");
        if (schemas.isPresent() && schemas.get().valueStream()
                .noneMatch(urn -> urn.asString("").equalsIgnoreCase(ScimUrns.BULK_REQUEST))) {
            return Verdict.refuse(new InvalidSyntax("schemas must name " + ScimUrns.BULK_REQUEST));
        }
        if (!(ScimJson.member(body.json(), "Operations").orElse(null) instanceof ArrayNode operations)
                || operations.isEmpty()) {
            return Verdict.refuse(new InvalidSyntax("Operations must be an array of at least one operation"));
        }
        if (operations.size() > limits.maxOperations()) {
            return Verdict.refuse(new TooManyOperations(limits.maxOperations()));
        }
        return failOnErrors(body.json()).then(errors -> of(errors, operations));
    }

    private static Verdict<BulkRequest> of(int failOnErrors, ArrayNode nodes) {
        var operations = new ArrayList<BulkOperation>();
        var definedBy = new HashMap<String, Integer>();
        for (var node : nodes) {
            if (!(node instanceof ObjectNode json)) {
                return Verdict.refuse(new InvalidSyntax("An operation must be an object"));
            }
            var operation = BulkOperation.of(json);
            var bulkId = operation.bulkId().filter(_ -> operation.creates());
            if (bulkId.isPresent() && definedBy.put(bulkId.get(), operations.size()) != null) {
                return Verdict.refuse(new InvalidValue("bulkId " + bulkId.get() + " is used twice"));
            }
            operations.add(operation);
        }
        return Verdict.of(new BulkRequest(failOnErrors, operations, definedBy));
    }

    private static Verdict<Integer> failOnErrors(ObjectNode body) {
        var value = ScimJson.member(body, "failOnErrors").filter(node -> !node.isNull());
        if (value.isEmpty()) {
            return Verdict.of(0);
        }
        return value.get().isInt() && value.get().intValue() >= 0
                ? Verdict.of(value.get().intValue())
                : Verdict.refuse(new InvalidValue("failOnErrors must be a non-negative integer"));
    }
}
