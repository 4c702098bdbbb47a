package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RefusalFacts;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Refusals of the management API are facts for the audit log, as those of SCIM are (R31). */
@Tag("R31")
class ManagementRefusalTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String API = "/api/management/v1";
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private final Tenant tenant = INGRESS.tenant();

    @Test
    void r31_aRoleThatIsMissingAndATakenNameAreToldOfThePerson() {
        var auditor = "Bearer " + INGRESS.signer().token(tenant.organisation(), Role.AUDITOR);
        assertThat(INGRESS.send("POST", API + "/tokens", "{\"label\":\"a\",\"scopes\":[\"users:read\"]}", auditor)
                .status()).isEqualTo(403);
        for (int i = 0; i < 2; i++) {
            INGRESS.managementOf(tenant.organisation(), "POST", "/teams", "{\"name\":\"Core\"}");
        }
        INGRESS.managementOf(tenant.organisation(), "GET", "/teams/" + UUID.randomUUID(), "");
        Eventually.within(WINDOW, () -> assertThat(RefusalFacts.of(INGRESS, tenant.organisation()).rejections())
                .extracting(r -> r.getMethod() + " " + r.getPath() + " " + r.getStatus() + " " + r.getCount())
                .containsExactlyInAnyOrder("POST /api/management/v1/tokens 403 1",
                        "POST /api/management/v1/teams 409 1"));
        var fact = RefusalFacts.of(INGRESS, tenant.organisation()).facts().getFirst();
        assertThat(fact.getHeader().getActor().getKind()).isEqualTo("person");
        assertThat(fact.getHeader().getActor().getDisplay()).isEqualTo("Ada");
        assertThat(fact.getRejection().orElseThrow().getDetail()).contains("org-admin");
    }

    @Test
    void r31_callsWithoutAGoodTokenAreOnlyCountedAndTellNoSecret() {
        var jwt = INGRESS.signer().token(tenant.organisation(), Role.ORG_ADMIN);
        var forged = jwt.substring(0, jwt.length() - 8) + "AAAAAAAA";
        long before = strangers();
        for (int i = 0; i < 5; i++) {
            assertThat(INGRESS.send("GET", API + "/teams/" + forged, "", "Bearer " + forged).status()).isEqualTo(401);
        }
        Eventually.within(WINDOW, () -> assertThat(strangers()).isEqualTo(before + 5));
        assertThat(RefusalFacts.of(INGRESS, NOBODY).facts().toString()).doesNotContain(forged)
                .contains("/api/management/v1/teams");
    }

    private static long strangers() {
        return RefusalFacts.of(INGRESS, NOBODY).rejections().stream()
                .filter(r -> r.getStatus() == 401 && r.getPath().equals(API + "/teams")).mapToLong(r -> r.getCount())
                .sum();
    }
}
