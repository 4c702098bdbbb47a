package com.scrydon.scim.ingress.scim.answers;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** Closes the connection of an answer that failed on its way, before Tomcat ends it in good order. */
public final class CutAnswers extends ValveBase {

    private static final String MARK = CutAnswers.class.getName();

    public CutAnswers() {
        super(true);
    }

    /** The answer to the request is broken. */
    static void mark(HttpServletRequest request) {
        request.setAttribute(MARK, true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (request.getAttribute(MARK) != null) {
            response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, null);
        }
    }
}
