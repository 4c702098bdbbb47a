package com.scrydon.scim.ingress.wire;

import org.jspecify.annotations.Nullable;

/**
 * An expected refusal (RFC 7644 §3.12), such as
 * {@code {"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","scimType":"uniqueness","detail":"…"}}.
 *
 * @param status HTTP status
 * @param scimType the RFC's keyword, or null where it has none
 * @param detail what the administrator of the identity provider reads
 */
public record ScimProblem(int status, @Nullable String scimType, String detail) {

    public static ScimProblem notFound(String what) {
        return new ScimProblem(404, null, what + " not found");
    }

    public static ScimProblem uniqueness(String detail) {
        return new ScimProblem(409, "uniqueness", detail);
    }

    public static ScimProblem mutability(String detail) {
        return new ScimProblem(400, "mutability", detail);
    }

    public static ScimProblem invalidValue(String detail) {
        return new ScimProblem(400, "invalidValue", detail);
    }

    public static ScimProblem invalidSyntax(String detail) {
        return new ScimProblem(400, "invalidSyntax", detail);
    }

    public static ScimProblem invalidPath(String detail) {
        return new ScimProblem(400, "invalidPath", detail);
    }

    public static ScimProblem invalidFilter(String detail) {
        return new ScimProblem(400, "invalidFilter", detail);
    }

    public static ScimProblem noTarget(String detail) {
        return new ScimProblem(400, "noTarget", detail);
    }

    public static ScimProblem preconditionFailed(String version) {
        return new ScimProblem(412, null, "the resource has version " + version);
    }
}
