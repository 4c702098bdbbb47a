package com.scrydon.scim.ingress.wire;

/** A request whose body cannot be read: ends the binding of arguments. Features refuse by values, never by this. */
final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ScimProblem problem;

    RefusedRequestException(ScimProblem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    ScimProblem problem() {
        return problem;
    }
}
