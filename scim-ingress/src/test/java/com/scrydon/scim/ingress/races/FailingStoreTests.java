package com.scrydon.scim.ingress.races;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A store that fails while a request is under way: what was done is told, and who must try again is. */
@Tag("slow")
@Tag("R23")
class FailingStoreTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private final String mark = "circle-" + UUID.randomUUID().toString().substring(0, 8);

    @AfterEach
    void repair() {
        INGRESS.owner().sql("drop trigger if exists fail on directory.account").update();
        INGRESS.owner().sql("drop function if exists directory.fail()").update();
        INGRESS.owner().sql("drop sequence if exists directory.attempt").update();
    }

    @Test
    void r23_aBugInTheCompletionOfOneIsTheErrorOfThatOne() {
        failChangesOf("b", "P0001");
        var results = bulk(user("a", "b"), user("b", "a"), user("c", null));
        assertThat(statuses(results)).containsExactly("201", "500", "201");
        assertThat(users()).isEqualTo(3);
    }

    @Test
    void r23_aStoreThatIsAwayForTheCompletionLeavesTheResultsOfTheOthers() {
        for (var state : List.of("57P01", "55P03", "57014", "40001")) {
            failChangesOf(state, state);
            var results = bulk(user("a" + state, state), user(state, "a" + state), user("c" + state, null));
            assertThat(statuses(results)).as(state).containsExactly("201", "503");
            repair();
        }
        assertThat(users()).isEqualTo(8);
    }

    /** Each wait for a lock takes seconds: a thousand of them must not follow one another. */
    @Test
    void r23_onceTheStoreIsAwayNoOtherCompletionIsTried() {
        failChangesOf("%", "57P01");
        var names = IntStream.range(0, 20).mapToObj(i -> "u" + i).toList();
        var group = """
                {"method":"POST","path":"/Groups","bulkId":"g","data":{"displayName":"%s","members":[%s]}}""".formatted(
                mark,
                String.join(",", names.stream().map(name -> "{\"value\":\"bulkId:" + name + "\"}").toList()));
        var operations = names.stream().map(name -> user(name, "g")).toList().toArray(String[]::new);
        var results = bulk(group, operations);
        assertThat(statuses(results)).hasSize(21).startsWith("201").containsOnlyOnce("201").contains("503");
        assertThat(users()).isEqualTo(20);
        assertThat(INGRESS.owner().sql("select last_value from directory.attempt").query(Long.class).single())
                .isEqualTo(1);
    }

    /** {@code lock_timeout} ends such a wait: nothing is wrong with the service or the request. */
    @Test
    void r15_aLockThatIsHeldTooLongIs503() throws Exception {
        var id = INGRESS.scim("POST", "/Users", "{\"userName\":\"" + mark + "@example.com\"}").text("id");
        try (var connection = INGRESS.database().owner().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from directory.account where id = '" + id + "' for update");
            var answer = INGRESS.scim("DELETE", "/Users/" + id, "");
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
            assertThat(answer.raw().headers().firstValue("Retry-After")).contains("5");
        }
        assertThat(INGRESS.scim("DELETE", "/Users/" + id, "").status()).isEqualTo(204);
    }

    @Test
    void r15_aLockThatIsHeldTooLongIs503InTheManagementApiToo() throws Exception {
        var id = INGRESS.management("POST", "/teams", "{\"name\":\"" + mark + "\"}").text("id");
        try (var connection = INGRESS.database().owner().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from directory.team where id = '" + id + "' for update");
            var answer = INGRESS.management("PATCH", "/teams/" + id, "{\"name\":\"" + mark + "b\"}");
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
            assertThat(answer.raw().headers().firstValue("Retry-After")).contains("5");
        }
        assertThat(INGRESS.management("DELETE", "/teams/" + id, "").status()).isEqualTo(204);
    }

    /** Such as an index entry that is too long, which Spring takes for a lack of resources: a client would try it for ever. */
    @Test
    void r15_whatPostgresWillNeverTakeIs500InBothApis() {
        var user = INGRESS.scim("POST", "/Users", "{\"userName\":\"" + mark + "@example.com\"}").text("id");
        var team = INGRESS.management("POST", "/teams", "{\"name\":\"" + mark + "\"}").text("id");
        for (var table : List.of("account", "team")) {
            failAllChangesOf(table, "54000");
        }
        try {
            var patched = INGRESS.scim("PATCH", "/Users/" + user,
                    "{\"Operations\":[{\"op\":\"add\",\"value\":{\"title\":\"CEO\"}}]}");
            assertThat(patched.status()).as("%s", patched.body()).isEqualTo(500);
            var renamed = INGRESS.management("PATCH", "/teams/" + team, "{\"name\":\"" + mark + "b\"}");
            assertThat(renamed.status()).as("%s", renamed.body()).isEqualTo(500);
        } finally {
            INGRESS.owner().sql("drop trigger fail on directory.team").update();
        }
    }

    private void failAllChangesOf(String table, String sqlState) {
        INGRESS.owner().sql("""
                create or replace function directory.fail() returns trigger language plpgsql as $$
                begin raise exception 'refused' using errcode = tg_argv[0]; end $$
                """).update();
        INGRESS.owner().sql("create trigger fail before update on directory." + table
                + " for each row execute function directory.fail('" + sqlState + "')").update();
    }

    /** Has Postgres refuse changes, but not the creation, of users; a sequence counts through what is rolled back. */
    private void failChangesOf(String name, String sqlState) {
        INGRESS.owner().sql("create sequence directory.attempt").update();
        INGRESS.owner().sql("""
                create function directory.fail() returns trigger language plpgsql security definer as $$
                begin perform nextval('directory.attempt'); raise exception 'refused' using errcode = tg_argv[0]; end $$
                """).update();
        INGRESS.owner().sql(
                "create trigger fail before update on directory.account for each row when (new.version > old.version"
                        + " and new.user_name like '" + mark + "-" + name + "@%') execute function directory.fail('"
                        + sqlState
                        + "')")
                .update();
    }

    private String user(String bulkId, @Nullable String manager) {
        var more = manager == null
                ? ""
                : ",\"" + ENTERPRISE + "\":{\"manager\":{\"value\":\"bulkId:" + manager + "\"}}";
        return """
                {"method":"POST","path":"/Users","bulkId":"%s","data":{"userName":"%s-%s@example.com"%s}}"""
                .formatted(bulkId, mark, bulkId, more);
    }

    private static List<JsonNode> bulk(String first, String... others) {
        var answer = INGRESS.scim("POST", "/Bulk",
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:BulkRequest\"],\"Operations\":[" + first + ","
                        + String.join(",", others) + "]}");
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body().path("Operations").valueStream().toList();
    }

    private static List<String> statuses(List<JsonNode> results) {
        return results.stream().map(result -> result.path("status").asString("")).toList();
    }

    private long users() {
        return INGRESS.owner().sql("select count(*) from directory.account where user_name like :mark")
                .param("mark", mark + "%").query(Long.class).single();
    }
}
