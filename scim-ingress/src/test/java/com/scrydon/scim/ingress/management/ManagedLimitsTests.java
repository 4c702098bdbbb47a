package com.scrydon.scim.ingress.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.http.Answer;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Caps of an organisation and the rate of a token, set by the management API (R4, R5, R37). */
class ManagedLimitsTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String API = "/api/management/v1";

    private final Tenant tenant = INGRESS.tenant();
    private final String caps = "/organisations/" + tenant.organisation() + "/caps";

    private Answer manage(String method, String path, String body) {
        return INGRESS.managementOf(tenant.organisation(), method, path, body);
    }

    private int create(String name) {
        return tenant.scim("POST", "/Users", "{\"userName\":\"" + name + "@example.com\"}").status();
    }

    @Test
    void r5_anOperatorCapsAnOrganisationAndLiftsTheCapAgain() {
        assertThat(manage("GET", caps, "").raw().body()).isEqualTo("{}");
        assertThat(manage("PUT", caps, "{\"users\":2,\"membersPerGroup\":1}").status()).isEqualTo(200);
        assertThat(manage("PUT", caps, "{\"users\":2,\"membersPerGroup\":1}").status()).isEqualTo(200);
        assertThat(IntStream.range(0, 4).map(n -> create("u" + n)).boxed().toList())
                .containsExactly(201, 201, 507, 507);
        assertThat(manage("GET", caps, "").raw().body()).isEqualTo("{\"users\":2,\"membersPerGroup\":1}");
        assertThat(manage("PUT", caps, "{}").status()).isEqualTo(200);
        assertThat(create("u4")).isEqualTo(201);
        assertThat(INGRESS.facts(tenant.organisation().toString())).containsExactly("scim.organisation.created",
                "scim.organisation.capped", "scim.organisation.capped");
    }

    @Test
    void r5_capsAreForOperatorsAndNeverBelowOne() {
        var admin = "Bearer " + INGRESS.signer().token(tenant.organisation(), Role.ORG_ADMIN, Role.AUDITOR);
        assertThat(INGRESS.send("PUT", API + caps, "{\"users\":2}", admin).status()).isEqualTo(403);
        assertThat(INGRESS.send("GET", API + caps, "", admin).status()).isEqualTo(200);
        for (var body : new String[]{"{\"users\":0}", "{\"groups\":-1}", "{\"membersPerGroup\":9000000000000000000}",
            "{\"users\":\"many\"}"}) {
            assertThat(manage("PUT", caps, body).status()).as(body).isEqualTo(400);
        }
        assertThat(manage("PUT", "/organisations/" + UUID.randomUUID() + "/caps", "{}").status()).isEqualTo(403);
    }

    @Test
    void r4_aTokenGetsAnotherRateAndTheDefaultAgain() {
        var minted = manage("POST", "/tokens", "{\"label\":\"slow\",\"scopes\":[\"users:read\"]}");
        var slow = new Tenant(INGRESS, tenant.organisation(), minted.text("token"));
        var rate = "/tokens/" + minted.text("id") + "/rate";
        assertThat(slow.scim("GET", "/Users?count=0", "").status()).isEqualTo(200);
        assertThat(manage("PUT", rate, "{\"ratePerSecond\":1,\"burst\":1}").text("ratePerSecond")).isEqualTo("1");
        Eventually.within(Duration.ofSeconds(5), () -> assertThat(IntStream.range(0, 3)
                .map(_ -> slow.scim("GET", "/Users?count=0", "").status()).boxed().toList()).contains(429));
        assertThat(manage("PUT", rate, "{}").body().has("ratePerSecond")).isFalse();
        Eventually.within(Duration.ofSeconds(5), () -> assertThat(IntStream.range(0, 20)
                .map(_ -> slow.scim("GET", "/Users?count=0", "").status()).boxed().toList()).containsOnly(200));
        assertThat(INGRESS.facts(minted.text("id"))).filteredOn(type -> type.startsWith("scim.token."))
                .containsExactly("scim.token.created", "scim.token.limited", "scim.token.limited");
    }

    @Test
    void r4_onlyAnOperatorTakesALimitAway() {
        var id = manage("POST", "/tokens", "{\"label\":\"t\",\"scopes\":[\"users:read\"]}").text("id");
        var admin = "Bearer " + INGRESS.signer().token(tenant.organisation(), Role.ORG_ADMIN);
        var path = API + "/tokens/" + id + "/rate";
        assertThat(INGRESS.send("PUT", path, "{\"ratePerSecond\":0}", admin).status()).isEqualTo(403);
        assertThat(INGRESS.send("PUT", path, "{\"ratePerSecond\":5}", admin).status()).isEqualTo(200);
        assertThat(manage("PUT", "/tokens/" + id + "/rate", "{\"ratePerSecond\":0}").status()).isEqualTo(200);
        assertThat(manage("PUT", "/tokens/" + id + "/rate", "{\"burst\":3}").status()).isEqualTo(400);
        assertThat(manage("PUT", "/tokens/" + UUID.randomUUID() + "/rate", "{}").status()).isEqualTo(404);
        manage("DELETE", "/tokens/" + id, "");
        assertThat(manage("PUT", "/tokens/" + id + "/rate", "{\"ratePerSecond\":5}").status()).isEqualTo(409);
    }
}
