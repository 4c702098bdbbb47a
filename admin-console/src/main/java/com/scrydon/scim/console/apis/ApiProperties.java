package com.scrydon.scim.console.apis;

import com.scrydon.scim.clients.Api;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the APIs are, keys {@code scim.console.*-url}; a URL without path gets the API's own.
 *
 * @param managementUrl base of the management API
 * @param operationsUrl base of the operations API
 * @param auditUrl base of the audit API
 * @param scimUrl SCIM base URL, shown for the identity provider
 */
@ConfigurationProperties("scim.console")
public record ApiProperties(@DefaultValue("http://localhost:8080") URI managementUrl,
        @DefaultValue("http://localhost:8081") URI operationsUrl,
        @DefaultValue("http://localhost:8082") URI auditUrl,
        @DefaultValue("http://localhost:8080") URI scimUrl) {

    private static final String SCIM = "/api/auth/scim/v2";

    public ApiProperties {
        scimUrl = Api.at(scimUrl, SCIM);
    }
}
