package com.scrydon.scim.ingress.scim.problems;

import com.scrydon.scim.language.texts.Texts;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;

/**
 * Why a SCIM request is refused. Every refusal is one of these values; {@link ProblemAnswers} turns them into HTTP:
 *
 * <pre>{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"400","scimType":"invalidValue","detail":"…"}</pre>
 */
public sealed interface ScimProblem {

    /** What the client is told. */
    String detail();

    /** 400 without a SCIM type: the request is broken below SCIM. */
    record BadRequest(String detail) implements ScimProblem {}

    record InvalidSyntax(String detail) implements ScimProblem {}

    record InvalidFilter(String detail) implements ScimProblem {}

    record InvalidPath(String detail) implements ScimProblem {}

    /** The path names a version of SCIM that is not spoken here (RFC 7644 §3.13). */
    record InvalidVers() implements ScimProblem {

        @Override
        public String detail() {
            return "Only version 2 of SCIM is supported, below " + ScimUrns.BASE_PATH;
        }
    }

    /** The request asks for more work, or for a longer search, than one request may (RFC 7644 §3.12). */
    record TooMany(String detail) implements ScimProblem {}

    record NoTarget(String detail) implements ScimProblem {}

    record InvalidValue(String detail) implements ScimProblem {}

    /** Groups cannot be nested like this (R19): {@code invalidValue} for the client, a refusal of access for the audit log. */
    record InvalidNesting(String detail) implements ScimProblem {}

    /** RFC 9865: the cursor is not one of ours, or another query's. */
    record InvalidCursor(String detail) implements ScimProblem {}

    /** RFC 9865: the walk was interrupted for too long. */
    record ExpiredCursor(long timeoutSeconds) implements ScimProblem {

        @Override
        public String detail() {
            return "The cursor is older than " + timeoutSeconds + " seconds";
        }
    }

    /** RFC 9865: the count of a walk by cursor. */
    record InvalidCount(String detail) implements ScimProblem {}

    record Mutability(String detail) implements ScimProblem {}

    /** 409: the value belongs to another resource (R8, R16). */
    record Uniqueness(String detail) implements ScimProblem {}

    record NotFound(String detail) implements ScimProblem {

        /** One sentence for ids that do not exist and for those of other organisations (R3). */
        public static NotFound resource(String type, String id) {
            return new NotFound(type + " " + Texts.shortened(id) + " not found");
        }
    }

    /** 401, the same for every reason (R1). */
    record Unauthorized() implements ScimProblem {

        @Override
        public String detail() {
            return "A valid bearer token is required";
        }
    }

    /** 403, naming the scope that the token lacks (R3). */
    record MissingScope(String scope) implements ScimProblem {

        @Override
        public String detail() {
            return "The token lacks the scope " + scope;
        }
    }

    record Forbidden(String detail) implements ScimProblem {}

    record MethodNotAllowed(String method, List<String> allowed) implements ScimProblem {

        public MethodNotAllowed {
            allowed = List.copyOf(allowed);
        }

        @Override
        public String detail() {
            return "Method " + method + " is not supported here";
        }
    }

    record NotAcceptable() implements ScimProblem {

        @Override
        public String detail() {
            return "Answers are application/scim+json or application/json";
        }
    }

    record UnsupportedMediaType() implements ScimProblem {

        @Override
        public String detail() {
            return "Bodies must be application/scim+json or application/json";
        }
    }

    record PreconditionFailed() implements ScimProblem {

        @Override
        public String detail() {
            return "The resource has changed since the version of If-Match";
        }
    }

    record TooLarge(long limitBytes) implements ScimProblem {

        @Override
        public String detail() {
            return "The body exceeds " + limitBytes + " bytes";
        }
    }

    /** 408: the body was not there in time; what was read of it is forgotten. */
    record BodyTimeout(long seconds) implements ScimProblem {

        @Override
        public String detail() {
            return "The body was not sent within " + seconds + " seconds";
        }
    }

    /** 413: a bulk request of too many operations; the limit is named (RFC 7644 §3.7.4). */
    record TooManyOperations(int maxOperations) implements ScimProblem {

        @Override
        public String detail() {
            return "The bulk request exceeds maxOperations, which is " + maxOperations;
        }
    }

    /** 409: references of a bulk request that cannot be resolved (RFC 7644 §3.7.1). */
    record Conflict(String detail) implements ScimProblem {}

    record NotImplemented(String detail) implements ScimProblem {}

    /** Nothing is wrong with the request, but there is no room for it, or not now. */
    sealed interface NoRoom extends ScimProblem {}

    /** 503: nothing was written; the same request may work later. */
    record Unavailable(int retryAfterSeconds) implements NoRoom {

        @Override
        public String detail() {
            return "The service is temporarily unavailable; retry in " + retryAfterSeconds + " seconds";
        }
    }

    /** 429: the token, or an address that fails to authenticate, is past its rate (R4). */
    record TooManyRequests(int retryAfterSeconds) implements NoRoom {

        @Override
        public String detail() {
            return "Too many requests; retry in " + retryAfterSeconds + " seconds";
        }
    }

    /** 507: the organisation has as many as it may have (R5). */
    record CapReached(String detail) implements NoRoom {}

    /** 500: a bug. The request id leads to the log. */
    record Internal(String requestId) implements ScimProblem {

        @Override
        public String detail() {
            return "Internal error; request id " + requestId;
        }
    }

    /** Another status that the container chose. */
    record Other(int status, String detail) implements ScimProblem {}
}
