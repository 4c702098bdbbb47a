package com.scrydon.scim.ingress.limits;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.ingress.harness.Together;
import com.scrydon.scim.testkit.http.Answer;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Caps of an organisation: exact, whoever comes at the same time (R5). */
@Tag("slow")
class CapTests {

    private static final RunningIngress INGRESS = RunningIngress.withSettings("--scim.caps.users=100",
            "--scim.caps.groups=5", "--scim.caps.members-per-group=3",
            "--spring.datasource.hikari.connection-timeout=15000");
    private static final String INACTIVE = "{\"Operations\":[{\"op\":\"replace\",\"value\":{\"active\":false}}]}";

    private final Tenant tenant = INGRESS.tenant();

    private Answer create(int number) {
        return tenant.scim("POST", "/Users", "{\"userName\":\"u%d@example.com\"}".formatted(number));
    }

    private List<Integer> together(int from, int to) {
        return Together
                .run(IntStream.range(from, to).<Callable<Integer>>mapToObj(n -> () -> create(n).status()).toList());
    }

    private long users() {
        return INGRESS.owner().sql("select count(*) from directory.account where organisation_id = :id")
                .param("id", tenant.organisation()).query(Long.class).single();
    }

    private long counted(String kind) {
        return INGRESS.owner().sql("""
                select sum(used)::bigint from directory.cap_usage where organisation_id = :id and kind = :kind
                """).param("id", tenant.organisation()).param("kind", kind).query(Long.class).single();
    }

    @Test
    void r5_of200CreatesAtTheSameTime100SucceedAnd100Are507() {
        var statuses = together(0, 200);
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(100);
        assertThat(Collections.frequency(statuses, 507)).isEqualTo(100);
        assertThat(users()).isEqualTo(100);
        assertThat(counted("users")).isEqualTo(100);
        var refused = create(999);
        assertThat(refused.text("detail")).contains("users").contains("100");
        assertThat(refused.text("status")).isEqualTo("507");
        assertThat(users()).isEqualTo(100);
    }

    @Test
    void r5_refusalsForOtherReasonsTakeNothingOfTheCap() {
        assertThat(create(0).status()).isEqualTo(201);
        var calls = IntStream.range(0, 40).<Callable<Integer>>mapToObj(n -> () -> create(n % 2 == 0 ? 0 : n).status());
        assertThat(Together.run(calls.toList())).containsOnly(201, 409);
        assertThat(users()).isEqualTo(21);
        assertThat(counted("users")).isEqualTo(21);
    }

    @Test
    void r5_aDeleteMakesRoomAndADeactivationDoesNot() {
        var ids = IntStream.range(0, 100).mapToObj(n -> create(n).text("id")).toList();
        assertThat(create(100).status()).isEqualTo(507);
        assertThat(tenant.scim("PATCH", "/Users/" + ids.get(0), INACTIVE).status()).isEqualTo(200);
        assertThat(create(100).status()).isEqualTo(507);
        assertThat(create(0).status()).as("back without taking more").isEqualTo(201);
        assertThat(tenant.scim("DELETE", "/Users/" + ids.get(1), "").status()).isEqualTo(204);
        assertThat(tenant.scim("DELETE", "/Users/" + ids.get(1), "").status()).isEqualTo(404);
        assertThat(create(100).status()).isEqualTo(201);
        assertThat(create(1).status()).as("revived after a DELETE: one more again").isEqualTo(507);
        assertThat(counted("users")).isEqualTo(100);
    }

    @Test
    void r5_createsAndDeletesAtTheSameTimeKeepTheCount() {
        var ids = IntStream.range(0, 60).mapToObj(n -> create(n).text("id")).toList();
        var calls = IntStream.range(0, 100).<Callable<Integer>>mapToObj(n -> () -> n < 60
                ? tenant.scim("DELETE", "/Users/" + ids.get(n), "").status()
                : create(n + 1_000).status());
        assertThat(Together.run(calls.toList())).containsOnly(201, 204);
        assertThat(counted("users")).isEqualTo(40);
    }

    @Test
    void r5_nativePersonsCountAndServiceAccountsDoNot() {
        together(0, 99).forEach(status -> assertThat(status).isEqualTo(201));
        assertThat(invite("service").status()).isEqualTo(201);
        assertThat(invite("person").status()).isEqualTo(201);
        assertThat(invite("person").status()).isEqualTo(507);
        assertThat(create(200).status()).isEqualTo(507);
    }

    private Answer invite(String kind) {
        return INGRESS.managementOf(tenant.organisation(), "POST", "/accounts",
                "{\"email\":\"%s@example.com\",\"kind\":\"%s\"}".formatted(UUID.randomUUID(), kind));
    }

    @Test
    void r5_groupsHaveACapToo() {
        var statuses = Together.run(IntStream.range(0, 12).<Callable<Integer>>mapToObj(
                n -> () -> tenant.scim("POST", "/Groups", "{\"displayName\":\"G" + n + "\"}").status()).toList());
        assertThat(Collections.frequency(statuses, 201)).isEqualTo(5);
        assertThat(Collections.frequency(statuses, 507)).isEqualTo(7);
        var some = Tenant.ids(tenant.filtered("/Groups", "displayName sw \"G\"")).toList();
        assertThat(some).hasSize(5);
        assertThat(tenant.scim("DELETE", "/Groups/" + some.getFirst(), "").status()).isEqualTo(204);
        assertThat(tenant.scim("POST", "/Groups", "{\"displayName\":\"Room\"}").status()).isEqualTo(201);
        assertThat(tenant.scim("POST", "/Groups", "{\"displayName\":\"None\"}").status()).isEqualTo(507);
    }

    @Test
    void r5_aGroupHasACapOfMembers() {
        var ids = IntStream.range(0, 5).mapToObj(n -> create(n).text("id")).toList();
        var three = ids.subList(0, 3).stream().map(id -> "{\"value\":\"" + id + "\"}").toList();
        assertThat(tenant.scim("POST", "/Groups", "{\"displayName\":\"Four\",\"members\":%s}"
                .formatted(ids.subList(0, 4).stream().map(id -> "{\"value\":\"" + id + "\"}").toList())).status())
                .isEqualTo(507);
        var group = "/Groups/" + tenant.create("/Groups", "{\"displayName\":\"Three\",\"members\":" + three + "}");
        assertThat(change(group, "add", ids.get(3))).isEqualTo(507);
        assertThat(change(group, "add", ids.get(0))).as("a repeat is no growth").isEqualTo(204);
        assertThat(change(group, "remove", ids.get(0))).isEqualTo(204);
        assertThat(change(group, "add", ids.get(3))).isEqualTo(204);
        assertThat(tenant.scim("DELETE", "/Users/" + ids.get(1), "").status()).isEqualTo(204);
        assertThat(change(group, "add", ids.get(4))).isEqualTo(204);
        assertThat(change(group, "add", ids.get(0))).isEqualTo(507);
    }

    /** R4 lets no limit and no back-pressure refuse a removal; a cap refuses the request that passes it, and then all of it. */
    @Test
    void r5_aChangeThatRemovesAndAddsPastTheCapOfMembersChangesNothing() {
        var ids = IntStream.range(0, 5).mapToObj(n -> create(n).text("id")).toList();
        var id = tenant.create("/Groups", "{\"displayName\":\"Three\",\"members\":" + values(ids.subList(0, 3)) + "}");
        var before = tenant.scim("GET", "/Groups/" + id, "").raw().body();
        var facts = INGRESS.facts(id);
        var put = tenant.scim("PUT", "/Groups/" + id,
                "{\"displayName\":\"Four\",\"members\":" + values(ids.subList(1, 5)) + "}");
        assertThat(put.status()).isEqualTo(507);
        assertThat(tenant.scim("PATCH", "/Groups/" + id, """
                {"Operations":[{"op":"remove","path":"members[value eq \\"%s\\"]"},
                  {"op":"add","path":"members","value":%s}]}""".formatted(ids.get(0), values(ids.subList(3, 5))))
                .status()).isEqualTo(507);
        assertThat(tenant.scim("GET", "/Groups/" + id, "").raw().body()).isEqualTo(before);
        assertThat(INGRESS.facts(id)).isEqualTo(facts);
        assertThat(change("/Groups/" + id, "remove", ids.get(0))).isEqualTo(204);
    }

    private static List<String> values(List<String> ids) {
        return ids.stream().map(id -> "{\"value\":\"" + id + "\"}").toList();
    }

    private int change(String group, String op, String id) {
        return tenant.scim("PATCH", group,
                "{\"Operations\":[{\"op\":\"%s\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}]}".formatted(op,
                        id))
                .status();
    }

    @Test
    void r5_anOrganisationMayHaveCapsOfItsOwn() {
        INGRESS.owner().sql("update directory.organisation set max_users = 2, max_members_per_group = 1 where id = :id")
                .param("id", tenant.organisation()).update();
        assertThat(Collections.frequency(together(0, 20), 201)).isEqualTo(2);
        assertThat(tenant.scim("POST", "/Groups", "{\"displayName\":\"G\"}").status()).isEqualTo(201);
    }

    @Test
    void r5_aCapThatChangesHoldsExactlyToo() {
        int made = 0;
        for (int cap : List.of(3, 7, 8, 33, 34, 20, 35)) {
            INGRESS.owner().sql("update directory.organisation set max_users = :cap where id = :id")
                    .param("cap", cap).param("id", tenant.organisation()).update();
            together(made, made + 40);
            made += 40;
            assertThat(users()).isEqualTo(Math.max(cap, cap == 20 ? 34 : 0));
            assertThat(counted("users")).isEqualTo(users());
        }
    }

    @Test
    void r5_whatWasNeverCountedIsCountedWhenItIsAskedAbout() {
        together(0, 10);
        INGRESS.owner().sql("delete from directory.cap_usage where organisation_id = :id")
                .param("id", tenant.organisation()).update();
        together(10, 30);
        assertThat(counted("users")).isEqualTo(30);
        INGRESS.owner().sql("delete from directory.cap_usage where organisation_id = :id")
                .param("id", tenant.organisation()).update();
        var some = Tenant.ids(tenant.filtered("/Users", "userName sw \"u1\"")).toList();
        assertThat(tenant.scim("DELETE", "/Users/" + some.getFirst(), "").status()).isEqualTo(204);
        assertThat(counted("users")).isEqualTo(29);
    }
}
