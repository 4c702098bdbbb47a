package com.scrydon.scim.ingress.scim.discovery;

import com.scrydon.scim.ingress.scim.answers.ScimAnswers;
import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.answers.ScimController;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.bulk.BulkProperties;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.node.ObjectNode;

/** The three discovery endpoints (RFC 7644 §4). A filter on them is forbidden; other parameters are ignored. */
@ScimController
@RequestMapping(ScimUrns.BASE_PATH)
class DiscoveryController {

    private final ScimBase base;
    private final BulkProperties bulk;
    private final SchemaDocuments documents;

    DiscoveryController(ScimBase base, BulkProperties bulk) {
        this.base = base;
        this.bulk = bulk;
        this.documents = new SchemaDocuments(base.url());
    }

    @GetMapping("/ServiceProviderConfig")
    ResponseEntity<byte[]> providerConfig(@RequestParam(name = "filter", required = false) @Nullable String filter) {
        return filter == null ? ScimAnswers.ok(ProviderConfig.document(base.url(), bulk)) : noFilter();
    }

    @GetMapping("/ResourceTypes")
    ResponseEntity<byte[]> resourceTypes(@RequestParam(name = "filter", required = false) @Nullable String filter) {
        return filter == null ? list(ResourceShapes.all().map(documents::resourceType).toList()) : noFilter();
    }

    @GetMapping("/ResourceTypes/{name}")
    ResponseEntity<byte[]> resourceType(@PathVariable("name") String name) {
        return one("ResourceType", name, ResourceShapes.all().filter(shape -> shape.name().equalsIgnoreCase(name))
                .findFirst().map(documents::resourceType));
    }

    @GetMapping("/Schemas")
    ResponseEntity<byte[]> schemas(@RequestParam(name = "filter", required = false) @Nullable String filter) {
        return filter == null ? list(ResourceShapes.schemas().map(documents::schema).toList()) : noFilter();
    }

    @GetMapping("/Schemas/{urn}")
    ResponseEntity<byte[]> schema(@PathVariable("urn") String urn) {
        return one("Schema", urn, ResourceShapes.schemas().filter(schema -> schema.urn().equalsIgnoreCase(urn))
                .findFirst().map(documents::schema));
    }

    private static ResponseEntity<byte[]> one(String type, String id, Optional<ObjectNode> document) {
        return document.map(ScimAnswers::ok)
                .orElseGet(() -> ScimAnswers.refused(ScimProblem.NotFound.resource(type, id)));
    }

    private static ResponseEntity<byte[]> list(List<ObjectNode> documents) {
        return ScimAnswers.list(documents.size(), 1, documents);
    }

    private static ResponseEntity<byte[]> noFilter() {
        return ScimAnswers.refused(new ScimProblem.Forbidden("Discovery cannot be filtered"));
    }
}
