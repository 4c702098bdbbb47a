package com.scrydon.scim.ingress.scim.bulk;

import com.scrydon.scim.ingress.changes.ResourceChanges;
import com.scrydon.scim.ingress.door.bodies.ScimBody;
import com.scrydon.scim.ingress.door.limits.RateLimits;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimController;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** {@code POST /Bulk}. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH + "/Bulk")
class BulkController {

    private final List<ResourceChanges<?>> types;
    private final BulkProperties limits;
    private final RateLimits rates;

    BulkController(List<ResourceChanges<?>> types, BulkProperties limits, RateLimits rates) {
        this.types = types;
        this.limits = limits;
        this.rates = rates;
    }

    @PostMapping
    ResponseEntity<byte[]> bulk(Origin origin, ScimBody body) {
        return BulkRequest.of(body, limits).fold(
                request -> ScimAnswers
                        .ok(new BulkRun(origin, request, new Operations(origin, this::counted, types)).response()),
                ScimAnswers::refused);
    }

    private Origin counted(Origin origin) {
        return origin.with(rates.another(UUID.fromString(origin.actor().getId())));
    }
}
