package com.scrydon.scim.ingress.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** Requests that Tomcat itself refuses (malformed request line, over-long URI or header) get SCIM errors too (R24). */
public final class ConnectorErrors extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        var problem = new ScimProblem.Other(fault(status), status == 500 ? "Internal error" : "Malformed request");
        try {
            response.setStatus(fault(status));
            var body = ScimJson.text(ScimAnswers.errorBody(problem)).getBytes(StandardCharsets.UTF_8);
            response.setContentType(ScimMedia.SCIM_JSON.toString());
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

    /**
     * Tomcat answers 501 to a transfer coding and 505 to an HTTP version that it does not know. Both are the client's fault,
     * and clients such as Okta try again after a 5xx.
     */
    private static int fault(int status) {
        return status == 501 || status == 505 ? 400 : status;
    }
}
