package com.scrydon.scim.servicekit.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountedApiTests {

    private static final CountedApi API = new CountedApi("audit-sink", "/audit/v1", Set.of("records"));

    @ParameterizedTest
    @CsvSource({"/audit/v1/records, /audit/v1/records", "/audit/v1/records/x/y, /audit/v1/records",
        "/audit/v1/made-up, /audit/v1/other", "/audit/v1, /audit/v1/other", "/audit/v1/, /audit/v1/other",
        "/audit/v1records, /audit/v1/other"})
    void r31_madeUpPathsAreCountedAsOne(String path, String endpoint) {
        assertThat(API.endpointOf(path)).isEqualTo(endpoint);
    }
}
