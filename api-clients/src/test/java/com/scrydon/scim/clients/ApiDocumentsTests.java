package com.scrydon.scim.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.clients.audit.AuditApi;
import com.scrydon.scim.clients.management.ManagementApi;
import com.scrydon.scim.clients.operations.OperationsApi;
import com.scrydon.scim.testkit.openapi.OpenApiDocument;
import org.junit.jupiter.api.Test;

/** Services are held against the same documents (OpenApiTests, OperationsTests, AuditSinkTests): so clients and services agree. */
class ApiDocumentsTests {

    @Test
    void whatClientsCallAndReadIsWhatTheDocumentsSay() {
        assertThat(OpenApiDocument.read("management").allows(Api.MANAGEMENT.path(), ManagementApi.class)).isPositive();
        assertThat(OpenApiDocument.read("operations").allows(Api.OPERATIONS.path(), OperationsApi.class)).isPositive();
        assertThat(OpenApiDocument.read("audit").allows(Api.AUDIT.path(), AuditApi.class)).isPositive();
    }
}
