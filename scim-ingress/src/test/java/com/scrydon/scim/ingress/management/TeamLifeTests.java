package com.scrydon.scim.ingress.management;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.ingress.harness.Together;
import com.scrydon.scim.testkit.http.Answer;
import java.util.Collections;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many Teams there may be, how they are called and how they go (R5, R16). */
@Tag("slow")
class TeamLifeTests {

    private static final RunningIngress INGRESS = RunningIngress.withSettings("--scim.caps.teams=5");

    private final Tenant tenant = INGRESS.tenant();

    private Answer manage(String method, String path, String body) {
        return INGRESS.managementOf(tenant.organisation(), method, path, body);
    }

    private Answer team(String name) {
        return manage("POST", "/teams", "{\"name\":\"" + name + "\"}");
    }

    private Answer group(String name) {
        return tenant.scim("POST", "/Groups", "{\"displayName\":\"" + name + "\"}");
    }

    private long teams() {
        return INGRESS.owner().sql("select count(*) from directory.team where organisation_id = :id")
                .param("id", tenant.organisation()).query(Long.class).single();
    }

    @Test
    void r5_groupsThatAreMadeAndDeletedLeaveNoMoreTeamsThanTheCap() {
        for (int round = 0; round < 5; round++) {
            var made = group("Litter");
            assertThat(made.status()).isEqualTo(201);
            assertThat(tenant.scim("DELETE", "/Groups/" + made.text("id"), "").status()).isEqualTo(204);
        }
        var refused = group("Litter");
        assertThat(refused.status()).isEqualTo(507);
        assertThat(refused.text("detail")).contains("teams").contains("5");
        assertThat(team("Native").status()).isEqualTo(507);
        assertThat(teams()).isEqualTo(5);
        var some = manage("GET", "/teams", "").body().path("teams").path(0).path("id").asString();
        assertThat(manage("DELETE", "/teams/" + some, "").status()).isEqualTo(204);
        assertThat(group("Litter").status()).isEqualTo(201);
    }

    @Test
    void r5_ofManyTeamsAtTheSameTimeAsManyAreMadeAsMayBe() {
        var statuses = Together.run(IntStream.range(0, 12)
                .<Callable<Integer>>mapToObj(n -> () -> n % 2 == 0 ? group("G" + n).status() : team("T" + n).status())
                .toList());
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(5);
        assertThat(Collections.frequency(statuses, 507)).isEqualTo(7);
        assertThat(teams()).isEqualTo(5);
    }

    @Test
    void r5_anOrganisationMayHaveACapOfTeamsOfItsOwn() {
        var caps = "/organisations/" + tenant.organisation() + "/caps";
        assertThat(manage("PUT", caps, "{\"teams\":1}").status()).isEqualTo(200);
        assertThat(manage("GET", caps, "").body().path("teams").asInt()).isEqualTo(1);
        assertThat(team("One").status()).isEqualTo(201);
        assertThat(team("Two").status()).isEqualTo(507);
        assertThat(manage("PUT", caps, "{\"teams\":0}").status()).isEqualTo(400);
    }

    @Test
    void r16_aTeamWithoutAGroupIsDeletedWithItsMembersByHandAndKept() {
        var user = tenant.create("/Users", "{\"userName\":\"kept@example.com\"}");
        var group = tenant.create("/Groups", "{\"displayName\":\"Gone\",\"members\":[{\"value\":\"" + user + "\"}]}");
        var id = manage("GET", "/teams?name=gone", "").body().path("teams").path(0).path("id").asString();
        assertThat(manage("DELETE", "/teams/" + id, "").status()).as("fed by a Group").isEqualTo(409);
        assertThat(manage("PUT", "/teams/" + id + "/members/" + user, "").status()).isEqualTo(204);
        tenant.scim("DELETE", "/Groups/" + group, "");
        assertThat(manage("DELETE", "/teams/" + id, "").status()).isEqualTo(204);
        assertThat(manage("DELETE", "/teams/" + id, "").status()).isEqualTo(404);
        assertThat(manage("GET", "/teams/" + id, "").status()).isEqualTo(404);
        assertThat(INGRESS.facts(id)).endsWith("scim.team.unlinked", "scim.team.deleted");
        assertThat(INGRESS.owner().sql("select count(*) from directory.effective_teams(array[:user::uuid])")
                .param("user", user).query(Integer.class).single()).isZero();
        assertThat(team("GONE").status()).as("the name is free").isEqualTo(201);
    }

    @Test
    void r16_aForeignTeamIsNotThere() {
        var id = team("Mine").text("id");
        assertThat(INGRESS.management("DELETE", "/teams/" + id, "").status()).isEqualTo(404);
        assertThat(manage("GET", "/teams/" + id, "").status()).isEqualTo(200);
    }

    @Test
    void r16_theTenThousandthSuffixIsFoundWithoutAWalk() {
        INGRESS.owner().sql("""
                insert into directory.team (organisation_id, name, created_at)
                select :o, case n when 0 then 'Many' when 1 then 'Many (SCIM)' else 'Many (SCIM ' || n || ')' end, now()
                from generate_series(0, 10000) n
                """).param("o", tenant.organisation()).update();
        INGRESS.owner().sql("update directory.organisation set max_teams = 100000 where id = :o")
                .param("o", tenant.organisation()).update();
        assertThat(nameOf(group("Many"))).isEqualTo("Many (SCIM 10001)");
    }

    @Test
    void r16_whereNumbersEndTheIdTellsTheTeamApart() {
        team("End");
        team("End (SCIM 99999999999999999)");
        team("End (SCIM 100000000000000000)");
        var made = group("End");
        assertThat(made.status()).isEqualTo(201);
        assertThat(nameOf(made)).startsWith("End (SCIM ").contains("-");
    }

    private String nameOf(Answer group) {
        return INGRESS.owner().sql("select name from directory.team where group_id = :id").param("id",
                UUID.fromString(group.text("id"))).query(String.class).single();
    }

    @Test
    void r2_aRawTokenIsNoNameAndNoRequestId() {
        var raw = tenant.token();
        assertThat(team(raw).status()).isEqualTo(400);
        assertThat(group("x " + raw).status()).isEqualTo(400);
        assertThat(manage("POST", "/tokens", "{\"label\":\"" + raw + "\",\"scopes\":[\"users:read\"]}").status())
                .isEqualTo(400);
        var answer = INGRESS.send("GET", "/api/auth/scim/v2/Users?count=1", "",
                Map.of("Authorization", "Bearer " + raw, "X-Request-Id", raw));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.raw().headers().firstValue("X-Request-Id").orElseThrow()).isNotEqualTo(raw);
    }
}
