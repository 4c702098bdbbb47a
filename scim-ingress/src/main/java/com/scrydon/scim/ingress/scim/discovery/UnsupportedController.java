package com.scrydon.scim.ingress.scim.discovery;

import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimController;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NotImplemented;
import com.scrydon.scim.schemas.ScimUrns;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;

/** Endpoints of RFC 7644 that the service does not have: 501, as its §3.11 and §3.12 want it. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH)
class UnsupportedController {

    /** A provisioning token is nobody's own (R23). */
    @RequestMapping("/Me")
    ResponseEntity<byte[]> me() {
        return ScimAnswers.refused(new NotImplemented("/Me is not supported: a token stands for no user"));
    }
}
