package com.scrydon.scim.ingress.bulk;

import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.requests.Origin;
import com.scrydon.scim.ingress.wire.ScimAnswers;
import com.scrydon.scim.ingress.wire.ScimBody;
import com.scrydon.scim.ingress.wire.ScimController;
import com.scrydon.scim.ingress.wire.ScimUrns;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** {@code POST /Bulk}. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH + "/Bulk")
class BulkController {

    private final List<ResourceChanges> types;
    private final BulkProperties limits;

    BulkController(List<ResourceChanges> types, BulkProperties limits) {
        this.types = types;
        this.limits = limits;
    }

    @PostMapping
    ResponseEntity<byte[]> bulk(Origin origin, ScimBody body) {
        return BulkRequest.of(body, limits).fold(
                request -> ScimAnswers.ok(new BulkRun(origin, request, new Operations(origin, types)).response()),
                ScimAnswers::refused);
    }
}
