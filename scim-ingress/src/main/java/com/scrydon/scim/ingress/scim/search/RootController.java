package com.scrydon.scim.ingress.scim.search;

import com.scrydon.scim.ingress.door.bodies.ScimBody;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimController;
import com.scrydon.scim.ingress.scim.listing.ListParameters;
import com.scrydon.scim.ingress.scim.listing.ListQuery;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.schemas.ScimUrns;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Users and Groups in one list (RFC 7644 §3.4.2.1, §3.4.3). */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH)
class RootController {

    private final AllResources resources;

    RootController(AllResources resources) {
        this.resources = resources;
    }

    @GetMapping
    ResponseEntity<?> list(Origin origin, @RequestParam MultiValueMap<String, String> parameters) {
        return listed(origin, ListQuery.of(ListParameters.ofQuery(parameters)));
    }

    @PostMapping("/.search")
    ResponseEntity<?> search(Origin origin, ScimBody body) {
        return listed(origin, ListParameters.ofSearch(body.json()).then(ListQuery::of));
    }

    private ResponseEntity<?> listed(Origin origin, Verdict<ListQuery> query) {
        return query.then(wanted -> resources.list(origin.organisationId(), wanted)).fold(ScimAnswers::ok,
                ScimAnswers::refused);
    }
}
