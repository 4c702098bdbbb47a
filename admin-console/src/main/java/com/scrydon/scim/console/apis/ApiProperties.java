package com.scrydon.scim.console.apis;

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

    public ApiProperties {
        managementUrl = withPath(managementUrl, "/api/management/v1");
        operationsUrl = withPath(operationsUrl, "/api/operations/v1");
        auditUrl = withPath(auditUrl, "/audit/v1");
        scimUrl = withPath(scimUrl, "/api/auth/scim/v2");
    }

    private static URI withPath(URI base, String path) {
        return base.getPath().isEmpty() || "/".equals(base.getPath()) ? base.resolve(path) : base;
    }

    URI baseOf(Service service) {
        return switch (service) {
            case MANAGEMENT -> managementUrl;
            case OPERATIONS -> operationsUrl;
            case AUDIT -> auditUrl;
        };
    }
}
