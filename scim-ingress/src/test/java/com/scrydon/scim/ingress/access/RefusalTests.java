package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RefusalFacts;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Refusals as facts for the audit log: all of them, in few facts, without a secret (R31). */
@Tag("slow")
class RefusalTests {

    private static final RunningIngress INGRESS = RunningIngress.withSettings("--scim.caps.groups=2");
    private static final UUID NOBODY = new UUID(0, 0);
    /** Counts are written every 10 s. */
    private static final Duration WINDOW = Duration.ofSeconds(20);

    private final Tenant tenant = INGRESS.tenant();

    private RefusalFacts facts() {
        return RefusalFacts.of(INGRESS, tenant.organisation());
    }

    @Test
    void r31_refusalsOfATokenAreToldWithTheirReason() {
        var user = tenant.create("/Users", "{\"userName\":\"ada@example.com\"}");
        var group = tenant.create("/Groups", "{\"displayName\":\"A\"}");
        tenant.scim("POST", "/Users", "{\"userName\":\"ada@example.com\"}");
        tenant.scim("PATCH", "/Users/" + user,
                "{\"Operations\":[{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"eve@example.com\"}]}");
        tenant.scim("PATCH", "/Groups/" + group,
                "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}]}"
                        .formatted(group));
        tenant.create("/Groups", "{\"displayName\":\"B\"}");
        tenant.scim("POST", "/Groups", "{\"displayName\":\"C\"}");
        tenant.scim("POST", "/Users", "{}");
        tenant.scim("GET", "/Users/" + UUID.randomUUID(), "");
        Eventually.within(WINDOW, () -> assertThat(facts().rejections())
                .extracting(r -> r.getMethod() + " " + r.getPath().replaceAll("[0-9a-f-]{36}", "ID") + " "
                        + r.getStatus() + " " + r.getDetail() + " " + r.getCount())
                .containsExactlyInAnyOrder(
                        "POST /api/auth/scim/v2/Users 409 The e-mail is already used by another user 1",
                        "PATCH /api/auth/scim/v2/Users/ID 400 userName is immutable via SCIM 1",
                        "PATCH /api/auth/scim/v2/Groups/ID 400 nested group would create a cycle 1",
                        "POST /api/auth/scim/v2/Groups 507 The organisation has as many groups as it may have: 2 1"));
        var fact = facts().facts().getFirst();
        assertThat(fact.getHeader().getActor().getKind()).isEqualTo("token");
        assertThat(fact.getHeader().getRemoteAddress()).contains("127.0.0.1");
        assertThat(fact.getSubject()).isEqualTo(fact.getHeader().getActor().getId());
    }

    @Test
    void r31_theFirstTenOfAMinuteAreToldSinglyAndAllOthersCounted() {
        tenant.create("/Users", "{\"userName\":\"ada@example.com\"}");
        for (int i = 0; i < 60; i++) {
            tenant.scim("POST", "/Users", "{\"userName\":\"ada@example.com\"}");
        }
        Eventually.within(WINDOW, () -> assertThat(facts().told(409)).isEqualTo(60));
        // Two windows and two minutes at most.
        assertThat(facts().facts(409)).isBetween(11L, 24L);
        assertThat(facts().rejections()).anyMatch(r -> r.getCount() > 1);
    }

    @Test
    void r31_refusedOperationsOfABulkRequestAreTold() {
        tenant.create("/Users", "{\"userName\":\"ada@example.com\"}");
        tenant.scim("POST", "/Bulk", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[
                  {"method":"POST","path":"/Users","bulkId":"a","data":{"userName":"ada@example.com"}},
                  {"method":"POST","path":"/Users","bulkId":"b","data":{"userName":"bob@example.com"}}]}""");
        Eventually.within(WINDOW, () -> assertThat(facts().rejections())
                .extracting(r -> r.getMethod() + " " + r.getPath() + " " + r.getStatus())
                .containsExactly("POST /api/auth/scim/v2/Users 409"));
    }

    @Test
    void r31_aTokenThatEndedIsCountedInItsOrganisation() {
        var minted = INGRESS.managementOf(tenant.organisation(), "POST", "/tokens",
                "{\"label\":\"old\",\"scopes\":[\"users:read\"]}");
        INGRESS.managementOf(tenant.organisation(), "DELETE", "/tokens/" + minted.text("id"), "");
        for (int i = 0; i < 5; i++) {
            INGRESS.send("GET", "/api/auth/scim/v2/Users", "", "Bearer " + minted.text("token"));
        }
        Eventually.within(WINDOW, () -> assertThat(facts().told(401)).isEqualTo(5));
        assertThat(facts().facts(401)).isBetween(1L, 2L);
        assertThat(facts().facts()).allMatch(fact -> fact.getSubject().equals(minted.text("id")));
    }

    @Test
    void r31_aMissingScopeIsToldAndNoSecretEver() {
        var minted = INGRESS.managementOf(tenant.organisation(), "POST", "/tokens",
                "{\"label\":\"reader\",\"scopes\":[\"users:read\"]}").text("token");
        INGRESS.send("DELETE", "/api/auth/scim/v2/Users/" + minted, "", "Bearer " + minted);
        INGRESS.send("GET", "/api/auth/scim/v2/Groups?filter=" + minted, "", "Bearer " + minted);
        INGRESS.send("GET", "/api/auth/scim/v2/" + minted, "", "Bearer " + minted + "x");
        Eventually.within(WINDOW, () -> assertThat(facts().told(403)).isEqualTo(2));
        Eventually.within(WINDOW, () -> assertThat(RefusalFacts.of(INGRESS, NOBODY).told(401)).isPositive());
        assertThat(facts().rejections()).extracting(r -> r.getDetail())
                .isEqualTo(List.of("The token lacks the scope users:write", "The token lacks the scope groups:read"));
        var secret = minted.substring("scrydon_scim_".length());
        assertThat(facts().facts().toString()).doesNotContain(secret).contains("scrydon_scim_***");
        assertThat(RefusalFacts.of(INGRESS, NOBODY).facts().toString()).doesNotContain(secret);
    }
}
