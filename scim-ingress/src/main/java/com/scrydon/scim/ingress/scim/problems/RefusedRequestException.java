package com.scrydon.scim.ingress.scim.problems;

/** A request whose body cannot be read: ends the binding of arguments. Features refuse by values, never by this. */
public final class RefusedRequestException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ScimProblem problem;

    public RefusedRequestException(ScimProblem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    public ScimProblem problem() {
        return problem;
    }
}
