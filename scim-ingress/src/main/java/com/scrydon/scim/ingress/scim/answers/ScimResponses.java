package com.scrydon.scim.ingress.scim.answers;

import com.scrydon.scim.ingress.scim.problems.ProblemAnswers;
import com.scrydon.scim.ingress.scim.problems.RefusalNotes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Refusals written by filters, before Spring MVC is reached. */
public final class ScimResponses {

    private ScimResponses() {}

    public static void refuse(HttpServletRequest request, HttpServletResponse response, ScimProblem problem)
            throws IOException {
        RefusalNotes.note(request, problem);
        var answer = ProblemAnswers.of(problem);
        var body = ScimJson.bytes(ScimAnswers.errorBody(problem));
        response.setStatus(answer.status());
        if (answer.header() != null) {
            response.setHeader(answer.header(), answer.headerValue());
        }
        response.setContentType(ScimMedia.SCIM_JSON.toString());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
