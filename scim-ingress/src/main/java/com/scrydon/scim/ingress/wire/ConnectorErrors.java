package com.scrydon.scim.ingress.wire;

import com.scrydon.scim.apiaccess.door.ConnectorProblems;

/** Requests that Tomcat itself refuses (malformed request line, over-long URI or header) get SCIM errors too (R24). */
public final class ConnectorErrors extends ConnectorProblems {

    @Override
    protected String mediaType() {
        return ScimMedia.SCIM_JSON.toString();
    }

    @Override
    protected String body(int status, String detail) {
        return ScimJson.text(ScimAnswers.errorBody(new ScimProblem.Other(status, detail)));
    }
}
