package com.scrydon.scim.ingress.wire;

import java.util.List;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Makes SCIM answers: the one place where a refusal becomes HTTP. */
public final class ScimAnswers {

    public static final MediaType SCIM = MediaType.parseMediaType("application/scim+json;charset=utf-8");
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
    private static final JsonMapper JSON = JsonMapper.shared();

    private ScimAnswers() {}

    /** The answer of an outcome: {@code done} makes it where the request was done. */
    public static <T> ResponseEntity<JsonNode> of(Outcome<T> outcome, Function<T, ResponseEntity<JsonNode>> done) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> done.apply(value);
            case Outcome.Refused<T>(ScimProblem problem) -> error(problem);
        };
    }

    /** A resource with its version and, on creation, its location. */
    public static ResponseEntity<JsonNode> resource(int status, ObjectNode resource) {
        var meta = resource.path("meta");
        var answer = ResponseEntity.status(status).contentType(SCIM).header("ETag", meta.path("version").asString(""));
        if (status == 201) {
            answer.header("Location", meta.path("location").asString(""));
        }
        return answer.body(resource);
    }

    public static ResponseEntity<JsonNode> error(ScimProblem problem) {
        return ResponseEntity.status(problem.status()).contentType(SCIM).body(errorBody(problem));
    }

    public static ObjectNode errorBody(ScimProblem problem) {
        var body = JSON.createObjectNode();
        body.putArray("schemas").add(ERROR);
        body.put("status", Integer.toString(problem.status()));
        if (problem.scimType() != null) {
            body.put("scimType", problem.scimType());
        }
        return body.put("detail", problem.detail());
    }

    /** A page of a list; {@code startIndex} counts from 1. */
    public static ResponseEntity<JsonNode> list(List<ObjectNode> resources, long totalResults, long startIndex) {
        var body = JSON.createObjectNode();
        body.putArray("schemas").add(LIST);
        body.put("totalResults", totalResults).put("startIndex", startIndex).put("itemsPerPage", resources.size());
        body.putArray("Resources").addAll(resources);
        return ResponseEntity.ok().contentType(SCIM).body(body);
    }
}
