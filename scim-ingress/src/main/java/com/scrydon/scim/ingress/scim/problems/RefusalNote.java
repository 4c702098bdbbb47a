package com.scrydon.scim.ingress.scim.problems;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One refusal of a request, or of an operation in a bulk request, as the audit log is to know it.
 *
 * @param path without the query
 * @param detail what the client was told
 */
public record RefusalNote(String method, String path, int status, @Nullable String scimType, String detail) {

    private static final Set<Integer> STATUSES = Set.of(401, 403, 409, 429, 507);

    static RefusalNote of(String method, String path, ScimProblem problem) {
        var answer = ProblemAnswers.of(problem);
        return new RefusalNote(method, path, answer.status(), answer.scimType(), problem.detail());
    }

    /** A refusal of the management API, if it says something about access. */
    public static Optional<RefusalNote> ofManagement(String method, String path, int status, String detail) {
        return STATUSES.contains(status)
                ? Optional.of(new RefusalNote(method, path, status, null, detail))
                : Optional.empty();
    }

    /** Whether a refusal says something about access, as R31 lists them, rather than about a broken request. */
    static boolean concernsAccess(ScimProblem problem) {
        return problem instanceof ScimProblem.Mutability || problem instanceof ScimProblem.InvalidNesting
                || STATUSES.contains(ProblemAnswers.of(problem).status());
    }
}
