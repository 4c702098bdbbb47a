package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.ResourceVersion;
import com.scrydon.scim.ingress.changes.Versioned;
import com.scrydon.scim.ingress.scim.preconditions.ETags;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.node.ObjectNode;

/** What came of a change, as its request or its operation of a bulk request is answered: for every type of resource. */
public final class OutcomeAnswers {

    private OutcomeAnswers() {}

    /** 201, 200 or 204, or why not; with the resource, where there is one. */
    public static <R extends Versioned> ResponseEntity<?> of(Outcome<R> outcome, Function<UUID, String> location,
            Function<R, StreamedBody> shown) {
        return switch (outcome) {
            case Outcome.Created<R>(var resource) -> ScimAnswers.created(shown.apply(resource),
                    location.apply(resource.id()), resource.version());
            case Outcome.Updated<R>(var resource) -> ok(resource, location, shown);
            case Outcome.Unchanged<R>(var resource) -> ok(resource, location, shown);
            case Outcome.Removed<R>() -> ScimAnswers.noContent();
            case Outcome.Refused<R>(var problem) -> ScimAnswers.refused(problem);
        };
    }

    /** 200 with the resource. */
    public static <R extends Versioned> ResponseEntity<StreamedBody> ok(R resource, Function<UUID, String> location,
            Function<R, StreamedBody> shown) {
        return ScimAnswers.ok(shown.apply(resource), location.apply(resource.id()), resource.version());
    }

    /** The same for a change of a resource that the client knows already: 204, with the version alone (R22). */
    public static <R extends Versioned> ResponseEntity<?> withoutBody(Outcome<R> outcome) {
        return switch (outcome) {
            case Outcome.Created<R>(var resource) -> ScimAnswers.noContent(resource.version());
            case Outcome.Updated<R>(var resource) -> ScimAnswers.noContent(resource.version());
            case Outcome.Unchanged<R>(var resource) -> ScimAnswers.noContent(resource.version());
            case Outcome.Removed<R>() -> ScimAnswers.noContent();
            case Outcome.Refused<R>(var problem) -> ScimAnswers.refused(problem);
        };
    }

    /** Version and status of an operation, and why it was refused (RFC 7644 §3.7). */
    public static ObjectNode inBulk(Outcome<ResourceVersion> outcome) {
        return switch (outcome) {
            case Outcome.Created<ResourceVersion>(var made) -> status("201", made);
            case Outcome.Updated<ResourceVersion>(var changed) -> status("200", changed);
            case Outcome.Unchanged<ResourceVersion>(var same) -> status("200", same);
            case Outcome.Removed<ResourceVersion>() -> ScimJson.object().put("status", "204");
            case Outcome.Refused<ResourceVersion>(var problem) -> refused(problem);
        };
    }

    private static ObjectNode status(String status, ResourceVersion resource) {
        return ScimJson.object().put("version", ETags.of(resource.version())).put("status", status);
    }

    private static ObjectNode refused(ScimProblem problem) {
        var body = ScimAnswers.errorBody(problem);
        var json = ScimJson.object().put("status", body.path("status").asString());
        json.set("response", body);
        return json;
    }
}
