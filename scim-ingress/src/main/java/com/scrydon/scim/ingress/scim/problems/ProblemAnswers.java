package com.scrydon.scim.ingress.scim.problems;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.BadRequest;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.BodyTimeout;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.CapReached;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Conflict;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.ExpiredCursor;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Forbidden;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Internal;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidCount;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidCursor;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidFilter;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidNesting;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidPath;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidSyntax;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidVers;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.MethodNotAllowed;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.MissingScope;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Mutability;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NoTarget;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NotAcceptable;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NotFound;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NotImplemented;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Other;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.PreconditionFailed;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooLarge;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooMany;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooManyOperations;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooManyRequests;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Unauthorized;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Unavailable;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Uniqueness;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.UnsupportedMediaType;
import org.jspecify.annotations.Nullable;

/** The one place where refusals become HTTP. */
public final class ProblemAnswers {

    /** Status, SCIM type and the one header that goes with them. */
    public record Answer(int status, @Nullable String scimType, @Nullable String header, @Nullable String headerValue) {

        public static Answer of(int status) {
            return new Answer(status, null, null, null);
        }

        public static Answer of(int status, String scimType) {
            return new Answer(status, scimType, null, null);
        }

        static Answer withHeader(int status, String header, String value) {
            return new Answer(status, null, header, value);
        }
    }

    private ProblemAnswers() {}

    public static Answer of(ScimProblem problem) {
        return switch (problem) {
            case BadRequest _ -> Answer.of(400);
            case InvalidSyntax _ -> Answer.of(400, "invalidSyntax");
            case InvalidFilter _ -> Answer.of(400, "invalidFilter");
            case InvalidPath _ -> Answer.of(400, "invalidPath");
            case InvalidVers _ -> Answer.of(400, "invalidVers");
            case NoTarget _ -> Answer.of(400, "noTarget");
            case TooMany _ -> Answer.of(400, "tooMany");
            case InvalidValue _ -> Answer.of(400, "invalidValue");
            case InvalidNesting _ -> Answer.of(400, "invalidValue");
            case InvalidCursor _ -> Answer.of(400, "invalidCursor");
            case ExpiredCursor _ -> Answer.of(400, "expiredCursor");
            case InvalidCount _ -> Answer.of(400, "invalidCount");
            case Mutability _ -> Answer.of(400, "mutability");
            case Uniqueness _ -> Answer.of(409, "uniqueness");
            case Unauthorized _ -> Answer.withHeader(401, "WWW-Authenticate", "Bearer");
            case MissingScope(var scope) -> Answer.withHeader(403, "WWW-Authenticate",
                    "Bearer error=\"insufficient_scope\", scope=\"" + scope + "\"");
            case Forbidden _ -> Answer.of(403);
            case NotFound _ -> Answer.of(404);
            case MethodNotAllowed(_, var allowed) -> Answer.withHeader(405, "Allow", String.join(", ", allowed));
            case NotAcceptable _ -> Answer.of(406);
            case PreconditionFailed _ -> Answer.of(412);
            case TooLarge _ -> Answer.of(413);
            case BodyTimeout _ -> Answer.of(408);
            case TooManyOperations _ -> Answer.of(413);
            case Conflict _ -> Answer.of(409);
            case UnsupportedMediaType _ -> Answer.of(415);
            case NotImplemented _ -> Answer.of(501);
            case Unavailable(var seconds) -> Answer.withHeader(503, "Retry-After", Integer.toString(seconds));
            case TooManyRequests(var seconds) -> Answer.withHeader(429, "Retry-After", Integer.toString(seconds));
            case CapReached _ -> Answer.of(507);
            case Internal _ -> Answer.of(500);
            case Other(var status, _) -> Answer.of(status);
        };
    }
}
