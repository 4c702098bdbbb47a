package com.scrydon.scim.ingress.fuzz;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.hostile.HostileCalls;
import com.scrydon.scim.testkit.hostile.HostileRequests;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All headers, parameters and paths of SCIM and the management API, from strangers and from those who may call (R24c). */
@Tag("R24c")
class HostileRequestsTests {

    private static final long SEED = Long.getLong("scim.fuzz.seed", 20_261_129L);
    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String SCIM = "/api/auth/scim/v2";
    private static final List<String> PATHS = List.of(SCIM + "/Users", SCIM + "/Groups", SCIM + "/Users/x",
            SCIM + "/Bulk",
            SCIM + "/.search", SCIM + "/Users/.search", SCIM + "/Schemas", SCIM + "/ServiceProviderConfig",
            SCIM + "/Nothing",
            "/api/management/v1/accounts", "/api/management/v1/tokens", "/api/management/v1/teams",
            "/api/management/v1/organisations/0198c0de-0000-7000-8000-00000000000a", "/nothing", "/", "/error",
            "/actuator/health/liveness", "/actuator/health/readiness", "/actuator/metrics");

    @Test
    void r24c_noRequestOfAnybodyIsAServerError() {
        var token = INGRESS.newOrganisation();
        var requests = new HostileRequests(PATHS,
                List.of("", "Authorization: Bearer " + token, "Authorization: Bearer " + INGRESS.adminToken()), SEED);
        new HostileCalls(INGRESS.port(), (request, status) -> false).assertHarmless(requests.all(1_500));
    }
}
