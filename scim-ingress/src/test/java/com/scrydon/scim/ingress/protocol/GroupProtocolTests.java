package com.scrydon.scim.ingress.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.testkit.http.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Groups over real HTTP: every way in which clients write members. */
class GroupProtocolTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    private String user(int number) {
        return INGRESS.scim("POST", "/Users", "{\"userName\":\"u%d-%s@example.com\"}".formatted(number, unique))
                .text("id");
    }

    private Answer group(String name, String members) {
        return INGRESS.scim("POST", "/Groups",
                "{\"displayName\":\"%s %s\",\"members\":%s}".formatted(name, unique, members));
    }

    private Answer patch(String id, String operation) {
        return INGRESS.scim("PATCH", "/Groups/" + id, "{\"Operations\":[" + operation + "]}");
    }

    private static Answer read(String id) {
        return INGRESS.scim("GET", "/Groups/" + id, "");
    }

    private static String members(String id) {
        return read(id).body().path("members").valueStream().map(m -> m.path("value").asString(""))
                .collect(Collectors.joining(","));
    }

    private static long facts(String id, String type) {
        return INGRESS.owner().sql("select count(*) from directory.outbox where key = :id and type = :type")
                .param("id", id).param("type", type).query(Long.class).single();
    }

    @Test
    void r20_everyShapeOfAddingAndRemovingMembersWorks() {
        var a = user(1);
        var b = user(2);
        var id = group("Shapes", "[\"" + a + "\"]").text("id");
        assertThat(members(id)).isEqualTo(a);
        assertThat(
                patch(id, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"$ref\":null,\"value\":\"" + b + "\"}]}")
                        .status())
                .isEqualTo(204);
        assertThat(members(id)).isEqualTo(a + "," + b);
        patch(id, "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"" + a + "\"}]}");
        assertThat(members(id)).isEqualTo(b);
        patch(id, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + b + "\\\"]\"},"
                + "{\"op\":\"add\",\"path\":\"members\",\"value\":{\"value\":\"" + a + "\"}}");
        assertThat(members(id)).isEqualTo(a);
        patch(id, "{\"op\":\"replace\",\"value\":{\"members\":[{\"value\":\"" + b + "\"}]}}");
        assertThat(members(id)).isEqualTo(b);
        patch(id, "{\"op\":\"remove\",\"path\":\"members\"}");
        assertThat(members(id)).isEmpty();
        patch(id, "{\"op\":\"replace\",\"path\":\"members\",\"value\":[]}");
        assertThat(members(id)).isEmpty();
    }

    @Test
    void r20_repeatsChangeNeitherTheVersionNorTheFacts() {
        var a = user(1);
        var id = group("Repeats", "[{\"value\":\"" + a + "\"}]").text("id");
        patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + a + "\"}]}");
        patch(id, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + UUID.randomUUID() + "\\\"]\"}");
        patch(id, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + a + "\\\"]\"},"
                + "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + a + "\"}]}");
        assertThat(read(id).body().path("meta").path("version").asString()).isEqualTo("W/\"1\"");
        assertThat(facts(id, "scim.group.members_changed")).isEqualTo(1);
    }

    @Test
    void r17_aRenameIsAcceptedWithTheOwnIdAndTheTeamKeepsItsName() {
        var id = group("Before", "[]").text("id");
        var renamed = INGRESS.scim("PATCH", "/Groups/" + id + "?excludedAttributes=members", """
                {"Operations":[{"op":"replace","value":{"id":"%s","displayName":"After %s"}}]}"""
                .formatted(id, unique));
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(renamed.text("displayName")).isEqualTo("After " + unique);
        assertThat(renamed.body().has("members")).isFalse();
        assertThat(INGRESS.owner().sql("select name from directory.team where group_id = :id")
                .param("id", UUID.fromString(id)).query(String.class).single()).isEqualTo("Before " + unique);
        assertThat(patch(id, "{\"op\":\"replace\",\"value\":{\"id\":\"other\"}}").text("scimType"))
                .isEqualTo("mutability");
        assertThat(facts(id, "scim.group.updated")).isEqualTo(1);
    }

    @Test
    void r16_aRenameToTheNameOfAnotherGroupIs409() {
        group("One", "[]");
        var id = group("Two", "[]").text("id");
        var refused = patch(id, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"ONE " + unique + "\"}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.text("scimType")).isEqualTo("uniqueness");
    }

    @Test
    void r22_aPutOfManyMembersIsADiffInChunks() {
        INGRESS.owner().sql("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                select gen_random_uuid(), o.id, 'person', 'm' || i || :u, 'm' || i || :u, now(), now()
                from directory.organisation o, generate_series(1, 2500) i where o.slug = 'demo'
                """).param("u", "-" + unique + "@many.example").update();
        var ids = INGRESS.owner().sql("select id from directory.account where email like :like")
                .param("like", "%" + unique + "@many.example").query(UUID.class).list();
        var id = group("Many", "[]").text("id");
        var all = ids.stream().map(i -> "{\"value\":\"" + i + "\"}").collect(Collectors.joining(",", "[", "]"));
        var body = "{\"displayName\":\"Many " + unique + "\",\"members\":" + all + "}";
        assertThat(INGRESS.scim("PUT", "/Groups/" + id + "?excludedAttributes=members", body).status()).isEqualTo(200);
        assertThat(facts(id, "scim.group.members_changed")).isEqualTo(3);
        INGRESS.scim("PUT", "/Groups/" + id, body);
        assertThat(facts(id, "scim.group.members_changed")).isEqualTo(3);
        var one = IntStream.range(1, ids.size()).mapToObj(i -> "\"" + ids.get(i) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        INGRESS.scim("PUT", "/Groups/" + id, "{\"displayName\":\"Many " + unique + "\",\"members\":" + one + "}");
        assertThat(facts(id, "scim.group.members_changed")).isEqualTo(4);
        assertThat(read(id).body().path("members").size()).isEqualTo(2499);
    }

    @Test
    void r16_groupsAreFoundByNameAndMember() {
        var a = user(1);
        var id = group("Found", "[{\"value\":\"" + a + "\"}]").text("id");
        for (var filter : new String[]{"displayName eq \"FOUND " + unique + "\"",
            "id eq \"" + id + "\" and members eq \"" + a + "\"", "members[value eq \"" + a + "\"]"}) {
            var found = INGRESS.scim("GET", "/Groups?excludedAttributes=members&filter="
                    + URLEncoder.encode(filter, StandardCharsets.UTF_8), "");
            assertThat(found.body().path("totalResults").asInt()).as(filter).isEqualTo(1);
            assertThat(found.body().path("Resources").path(0).has("members")).isFalse();
        }
    }

    @Test
    void r19_aRefusedNestingLeavesNothingBehind() {
        var a = group("A", "[]").text("id");
        var b = group("B", "[{\"value\":\"" + a + "\"}]").text("id");
        var u = user(1);
        var refused = patch(a, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + u + "\"},{\"value\":\""
                + b + "\"}]}");
        assertThat(refused.text("detail")).isEqualTo("nested group would create a cycle");
        assertThat(members(a)).isEmpty();
        assertThat(
                patch(a, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + a + "\"}]}").text("detail"))
                .isEqualTo("nested group would create a cycle");
    }

    @Test
    void r23_anOldIfMatchIsRefused() {
        var id = group("Etag", "[]").text("id");
        assertThat(INGRESS.conditional("DELETE", "/Groups/" + id, "If-Match", "W/\"7\"").status()).isEqualTo(412);
        assertThat(INGRESS.conditional("GET", "/Groups/" + id, "If-None-Match", "W/\"1\"").status()).isEqualTo(304);
        assertThat(INGRESS.conditional("DELETE", "/Groups/" + id, "If-Match", "W/\"1\"").status()).isEqualTo(204);
        assertThat(read(id).status()).isEqualTo(404);
    }
}
