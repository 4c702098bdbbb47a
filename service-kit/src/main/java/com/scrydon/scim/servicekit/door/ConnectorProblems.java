package com.scrydon.scim.servicekit.door;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.springframework.http.MediaType;

/**
 * Answers what Tomcat itself refuses (malformed request line, over-long URI, unknown transfer coding), as problem+json; a service with
 * errors of another shape extends it.
 */
public class ConnectorProblems extends ErrorReportValve {

    @Override
    protected final void report(Request request, Response response, Throwable throwable) {
        int status = fault(response.getStatus());
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setStatus(status);
            var body = body(status, RefusedTarget.detail(request, status)).getBytes(StandardCharsets.UTF_8);
            response.setContentType(mediaType());
            // What filters write to all other answers.
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
            response.finishResponse();
        } catch (IOException | IllegalStateException _) {
            // The client is gone, or the answer has begun: there is nobody to tell.
        }
    }

    /** The content type of the bodies. */
    protected String mediaType() {
        return MediaType.APPLICATION_PROBLEM_JSON_VALUE;
    }

    /**
     * The body of a refusal.
     *
     * @param detail free of quotes, backslashes and control characters
     */
    protected String body(int status, String detail) {
        return """
                {"type":"about:blank","status":%d,"detail":"%s"}""".formatted(status, detail);
    }

    /**
     * Tomcat answers 501 to a transfer coding and 505 to an HTTP version that it does not know. Both are the client's fault,
     * and clients such as Okta try again after a 5xx.
     */
    private static int fault(int status) {
        return status == 501 || status == 505 ? 400 : status;
    }
}
