package com.scrydon.scim.ingress.scim.discovery;

import com.scrydon.scim.ingress.scim.answers.Page;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.bulk.BulkProperties;
import com.scrydon.scim.ingress.scim.listing.Cursors;
import com.scrydon.scim.schemas.ScimUrns;
import tools.jackson.databind.node.ObjectNode;

/** What the service can do (RFC 7643 §5). */
final class ProviderConfig {

    private ProviderConfig() {}

    static ObjectNode document(String base, BulkProperties bulk) {
        var json = ScimJson.object();
        json.putArray("schemas").add(ScimUrns.SERVICE_PROVIDER_CONFIG);
        json.putObject("patch").put("supported", true);
        json.putObject("bulk").put("supported", true).put("maxOperations", bulk.maxOperations())
                .put("maxPayloadSize", bulk.maxPayloadBytes());
        json.putObject("filter").put("supported", true).put("maxResults", Page.maxCount());
        json.putObject("changePassword").put("supported", false);
        json.putObject("sort").put("supported", true);
        json.putObject("etag").put("supported", true);
        json.putObject("pagination").put("cursor", true).put("index", true).put("defaultPaginationMethod", "index")
                .put("defaultPageSize", Page.defaultCount()).put("maxPageSize", Page.maxCount())
                .put("cursorTimeout", Cursors.TIMEOUT.toSeconds());
        json.putArray("authenticationSchemes").addObject().put("type", "oauthbearertoken")
                .put("name", "OAuth Bearer Token")
                .put("description", "Token generated in Settings, Platform, Identity, Provisioning (SCIM)")
                .put("specUri", "https://www.rfc-editor.org/info/rfc6750").put("primary", true);
        json.putObject("meta").put("resourceType", "ServiceProviderConfig").put("location",
                base + "/ServiceProviderConfig");
        return json;
    }
}
