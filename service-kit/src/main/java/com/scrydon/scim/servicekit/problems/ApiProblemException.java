package com.scrydon.scim.servicekit.problems;

import org.springframework.http.HttpStatus;

/**
 * A refusal that the caller gets to read, as RFC 9457 problem+json:
 *
 * <pre>{"type":"about:blank","title":"Conflict","status":409,"detail":"the e-mail is taken"}</pre>
 */
public final class ApiProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final HttpStatus status;
    private final String detail;
    private final int retryAfterSeconds;

    public ApiProblemException(HttpStatus status, String detail) {
        this(status, detail, RetryAfter.STORE_AWAY_SECONDS);
    }

    private ApiProblemException(HttpStatus status, String detail, int retryAfterSeconds) {
        super(status.value() + " " + detail);
        this.status = status;
        this.detail = detail;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** 503, to be tried again after so long. */
    public static ApiProblemException unavailable(String detail, int retryAfterSeconds) {
        return new ApiProblemException(HttpStatus.SERVICE_UNAVAILABLE, detail, retryAfterSeconds);
    }

    public static ApiProblemException badRequest(String detail) {
        return new ApiProblemException(HttpStatus.BAD_REQUEST, detail);
    }

    public static ApiProblemException forbidden(String detail) {
        return new ApiProblemException(HttpStatus.FORBIDDEN, detail);
    }

    public static ApiProblemException notFound(String detail) {
        return new ApiProblemException(HttpStatus.NOT_FOUND, detail);
    }

    public static ApiProblemException conflict(String detail) {
        return new ApiProblemException(HttpStatus.CONFLICT, detail);
    }

    public HttpStatus status() {
        return status;
    }

    /** When to try again, for a 503. */
    public int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** What the caller is told. */
    public String detail() {
        return detail;
    }
}
