package com.scrydon.scim.ingress.scim.errors;

import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.answers.ScimMedia;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.servicekit.door.ConnectorProblems;

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
