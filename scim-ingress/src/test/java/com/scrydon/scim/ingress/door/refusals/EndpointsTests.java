package com.scrydon.scim.ingress.door.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Refusals are counted by few endpoints, and no raw token is one of them (R31). */
class EndpointsTests {

    @Test
    void r31_whateverStandsInAPathTheEndpointIsAKnownOne() {
        assertThat(Endpoints.of("/api/auth/scim/v2/scrydon_scim_AbC-_9")).isEqualTo("/api/auth/scim/v2/other");
        assertThat(Endpoints.of("/api/auth/scim/v2/Users/17")).isEqualTo("/api/auth/scim/v2/Users");
        assertThat(Endpoints.of("/api/management/v1/tokens/17/rate")).isEqualTo("/api/management/v1/tokens");
        assertThat(Endpoints.of("/api/management/v1/17")).isEqualTo("/api/management/v1/other");
    }
}
