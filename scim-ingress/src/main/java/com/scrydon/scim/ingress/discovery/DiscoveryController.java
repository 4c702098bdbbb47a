package com.scrydon.scim.ingress.discovery;

import com.scrydon.scim.ingress.attributes.Attribute;
import com.scrydon.scim.ingress.attributes.ScimSchema;
import com.scrydon.scim.ingress.wire.IngressProperties;
import com.scrydon.scim.ingress.wire.PageRequest;
import com.scrydon.scim.ingress.wire.ScimAnswers;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Discovery (RFC 7644 §4), made from the description of the attributes. */
@RestController
@RequestMapping(IngressProperties.BASE_PATH)
class DiscoveryController {

    private static final String CORE = "urn:ietf:params:scim:schemas:core:2.0:";
    private static final List<ScimSchema> SCHEMAS = List.of(ScimSchema.USER, ScimSchema.ENTERPRISE, ScimSchema.GROUP);

    private final IngressProperties properties;

    DiscoveryController(IngressProperties properties) {
        this.properties = properties;
    }

    @GetMapping("/ServiceProviderConfig")
    ResponseEntity<JsonNode> serviceProviderConfig() {
        var config = JsonMapper.shared().createObjectNode();
        config.putArray("schemas").add(CORE + "ServiceProviderConfig");
        config.putObject("patch").put("supported", true);
        config.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
        config.putObject("filter").put("supported", true).put("maxResults", PageRequest.MAX_COUNT);
        config.putObject("changePassword").put("supported", false);
        config.putObject("sort").put("supported", false);
        config.putObject("etag").put("supported", true);
        config.putArray("authenticationSchemes").addObject().put("type", "oauthbearertoken")
                .put("name", "OAuth Bearer Token")
                .put("description", "Provisioning token generated in Settings → Platform → Identity")
                .put("primary", true);
        config.putObject("meta").put("resourceType", "ServiceProviderConfig").put("location",
                properties.publicUrl() + IngressProperties.BASE_PATH + "/ServiceProviderConfig");
        return ok(config);
    }

    @GetMapping("/ResourceTypes")
    ResponseEntity<JsonNode> resourceTypes() {
        return ScimAnswers.list(List.of(userType(), groupType()), 2, 1);
    }

    @GetMapping("/ResourceTypes/{name}")
    ResponseEntity<JsonNode> resourceType(@PathVariable String name) {
        return switch (name) {
            case "User" -> ok(userType());
            case "Group" -> ok(groupType());
            default -> ScimAnswers.error(ScimProblem.notFound("ResourceType " + name));
        };
    }

    @GetMapping("/Schemas")
    ResponseEntity<JsonNode> schemas() {
        return ScimAnswers.list(SCHEMAS.stream().map(this::schema).toList(), SCHEMAS.size(), 1);
    }

    @GetMapping("/Schemas/{urn}")
    ResponseEntity<JsonNode> schema(@PathVariable String urn) {
        return SCHEMAS.stream().filter(s -> s.urn().equals(urn)).findFirst().map(s -> ok(schema(s)))
                .orElseGet(() -> ScimAnswers.error(ScimProblem.notFound("Schema " + urn)));
    }

    private ObjectNode userType() {
        var type = type("User", "/Users", ScimSchema.USER);
        type.putArray("schemaExtensions").addObject().put("schema", ScimSchema.ENTERPRISE.urn()).put("required", false);
        return type;
    }

    private ObjectNode groupType() {
        return type("Group", "/Groups", ScimSchema.GROUP);
    }

    private ObjectNode type(String name, String endpoint, ScimSchema schema) {
        var type = JsonMapper.shared().createObjectNode();
        type.putArray("schemas").add(CORE + "ResourceType");
        type.put("id", name).put("name", name).put("endpoint", endpoint).put("schema", schema.urn());
        type.putObject("meta").put("resourceType", "ResourceType").put("location",
                properties.location("ResourceTypes", name));
        return type;
    }

    private ObjectNode schema(ScimSchema schema) {
        var node = JsonMapper.shared().createObjectNode();
        node.putArray("schemas").add(CORE + "Schema");
        node.put("id", schema.urn()).put("name", schema.name());
        describe(node.putArray("attributes"), schema.attributes());
        node.putObject("meta").put("resourceType", "Schema").put("location",
                properties.location("Schemas", schema.urn()));
        return node;
    }

    private static void describe(ArrayNode list, List<Attribute> attributes) {
        for (var attribute : attributes) {
            var node = list.addObject();
            boolean writeOnly = attribute.mutability() == Attribute.Mutability.WRITE_ONLY;
            node.put("name", attribute.name()).put("type", attribute.type().text())
                    .put("multiValued", attribute.multiValued()).put("required", attribute.required())
                    .put("caseExact", attribute.caseExact()).put("mutability", attribute.mutability().text())
                    .put("returned", writeOnly ? "never" : "default").put("uniqueness", attribute.uniqueness());
            if (!attribute.subAttributes().isEmpty()) {
                describe(node.putArray("subAttributes"), attribute.subAttributes());
            }
        }
    }

    private static ResponseEntity<JsonNode> ok(ObjectNode body) {
        return ResponseEntity.ok().contentType(ScimAnswers.SCIM).body(body);
    }
}
