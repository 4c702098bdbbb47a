package com.scrydon.scim.ingress.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.openapi.OpenApiDocument;
import org.junit.jupiter.api.Test;

/** The management API's document and the running service say the same (R37). */
class OpenApiTests {

    @Test
    void r37_theDocumentTellsWhatTheManagementApiDoesAndNothingElse() {
        int operations = OpenApiDocument.read("management").describes("/api/management/v1",
                RunningIngress.INSTANCE.mappings());
        System.out.printf("%d operations of the management API are as documented%n", operations);
        assertThat(operations).isGreaterThanOrEqualTo(20);
    }
}
