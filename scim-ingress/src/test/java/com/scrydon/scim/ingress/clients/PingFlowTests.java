package com.scrydon.scim.ingress.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.ScimClient;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** PingFederate and PingOne: filters that admins edit, groups by arrays of values. */
@Tag("R24")
class PingFlowTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final ScimClient ping = ScimClient.json(INGRESS, "Apache-HttpClient/4.5.13 (Java/11.0.14)");
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String email = "ping-" + unique + "@example.com";

    private int found(String filter) {
        return ping.find("Users", filter).body().path("totalResults").asInt(-1);
    }

    @Test
    void usersAreMatchedByNameOrByEmailsWithoutASubAttribute() {
        ping.post("/Users", OktaBodies.user(email, unique));
        assertThat(found("userName eq \"" + email + "\"")).isEqualTo(1);
        assertThat(found("emails eq \"" + email + "\"")).isEqualTo(1);
        assertThat(found("emails.value eq \"" + email + "\"")).isEqualTo(1);
        assertThat(found("EMAILS.VALUE EQ \"" + email + "\"")).isEqualTo(1);
    }

    @Test
    void aFilterWithoutQuotesIsRefusedReadably() {
        var refused = ping.find("Users", "userName eq " + email);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("scimType")).isEqualTo("invalidFilter");
        assertThat(refused.text("detail")).contains("double quotes");
    }

    @Test
    void theSchemeIsReadInAnyCaseAndBasicIsRefused() {
        for (var scheme : new String[]{"bearer", "BEARER", "Bearer"}) {
            assertThat(ping.send("GET", "/Users?count=0", "", Map.of("Authorization", scheme + " " + INGRESS.token()))
                    .status()).isEqualTo(200);
        }
        for (var header : new String[]{"Basic dXNlcjpwYXNz", "OAuth " + INGRESS.token(), INGRESS.token(), "Bearer"}) {
            assertThat(ping.send("GET", "/Users?count=0", "", Map.of("Authorization", header)).status())
                    .as(header).isEqualTo(401);
        }
    }

    @Test
    void groupsAreChangedByArraysOfValuesAndUsersDisabledOrDeleted() {
        var id = ping.post("/Users", OktaBodies.user(email, unique)).text("id");
        var group = ping.post("/Groups", OktaBodies.group("Ping " + unique)).text("id");
        assertThat(ping.patch("/Groups/" + group, OktaBodies.patch(OktaBodies.addMembers(id))).status())
                .isEqualTo(204);
        assertThat(ping.patch("/Groups/" + group,
                OktaBodies.patch("{\"op\":\"remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + id + "\"}]}"))
                .status()).isEqualTo(204);
        assertThat(ping.patch("/Users/" + id, OktaBodies.active(false)).status()).isEqualTo(200);
        assertThat(ping.delete("/Users/" + id).status()).isEqualTo(204);
    }
}
