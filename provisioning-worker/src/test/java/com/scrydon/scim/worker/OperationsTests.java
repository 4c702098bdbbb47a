package com.scrydon.scim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.TeamLinked;
import com.scrydon.scim.facts.TeamUnlinked;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.openapi.OpenApiDocument;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The operations API of the whole worker (R30, R35, R38). */
@Tag("slow")
class OperationsTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final UUID ORGANISATION = RunningWorker.ORGANISATION;
    private static RunningWorker worker;

    private final UUID account = UUID.randomUUID();
    private final UUID child = UUID.randomUUID();
    private final UUID parent = UUID.randomUUID();
    private final UUID team = UUID.randomUUID();

    @BeforeAll
    static void start() {
        worker = new RunningWorker();
        run("insert into directory.organisation (id, slug, name) values (?, 'o', 'O')", ORGANISATION);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @Test
    void r37_theDocumentTellsWhatTheOperationsApiDoesAndNothingElse() {
        int operations = OpenApiDocument.read("operations").describes("/api/operations/v1", worker.mappings());
        System.out.printf("%d operations of the operations API are as documented%n", operations);
        assertThat(operations).isGreaterThanOrEqualTo(9);
    }

    private static void run(String sql, Object... parameters) {
        worker.owner().sql(sql).params(List.of(parameters)).update();
    }

    private void addGroup(UUID id, String name) {
        run("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (?, ?, ?, now(), now())
                """, id, ORGANISATION, name + " " + id);
    }

    /** An account in a child group, the child in a parent, the parent's Team. */
    private void createNested() {
        run("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                values (?, ?, 'person', ?, ?, now(), now())
                """, account, ORGANISATION, account + "@x.io", account + "@x.io");
        addGroup(child, "Child");
        addGroup(parent, "Parent");
        run("insert into directory.team (id, organisation_id, name, group_id, created_at) values (?, ?, ?, ?, now())",
                team, ORGANISATION, "Team " + team, parent);
        run("insert into directory.group_member values (?, ?, ?, now())", ORGANISATION, child, account);
        run("insert into directory.group_nesting values (?, ?, ?, now())", ORGANISATION, parent, child);
    }

    private void recompute() {
        worker.publish(Topic.PROVISIONING_TASKS, account.toString(), worker.codec().encode(Topic.PROVISIONING_TASKS,
                new ProvisioningTask(account, ORGANISATION, new UUID(0, 5), "scim.user.updated", "r", Instant.now())));
    }

    private JsonNode why() {
        return worker.get("/why?account=" + account + "&team=" + team, Role.AUDITOR).body();
    }

    private void awaitInEffect(boolean inEffect) {
        Eventually.within(DEADLINE, () -> assertThat(why().has("inEffectSince")).isEqualTo(inEffect));
    }

    @Test
    void r38_whyTellsChainsHandsAndWhatEndedIt() {
        createNested();
        assertThat(why().path("effective").asBoolean()).isTrue();
        recompute();
        awaitInEffect(true);
        run("insert into directory.team_member_by_hand values (?, ?, ?, 'Grace', now())", ORGANISATION, team, account);
        var why = why();
        assertThat(why.path("chains").size()).isEqualTo(1);
        assertThat(why.path("chains").path(0).path("groups").valueStream().map(g -> g.path("id").asString()))
                .containsExactly(child.toString(), parent.toString());
        assertThat(why.path("byHand").path("by").asString()).isEqualTo("Grace");
        assertThat(why.has("ended")).isFalse();

        run("update directory.account set active = false where id = ?", account);
        recompute();
        awaitInEffect(false);
        assertEnded(why());
        indexWhatIsPublished();
        assertEnded(why());
    }

    private static void assertEnded(JsonNode why) {
        assertThat(why.path("effective").asBoolean()).isFalse();
        assertThat(why.path("account").path("active").asBoolean(true)).isFalse();
        assertThat(why.path("chains").size()).isEqualTo(1);
        assertThat(why.path("ended").path("type").asString()).isEqualTo("scim.membership.changed");
        assertThat(why.path("ended").path("causeEventId").asString()).isEqualTo(new UUID(0, 5).toString());
    }

    /** As the sink and the pruning after it would. */
    private void indexWhatIsPublished() {
        Eventually.within(DEADLINE, () -> assertThat(worker.owner().sql("select count(*) from membership.outbox")
                .query(Long.class).single()).isZero());
        run("""
                insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition,
                    topic_id, "offset", key, chain_position, raw, salt, leaf)
                select now(), event_id, organisation_id, type, occurred_at, 'system', 'w', 'w', 'r', 'success', '[]',
                    array[key, ?]::text[], jsonb_build_object('lost', jsonb_build_array(jsonb_build_object('id', ?::text, 'kind', 'team'))),
                    event_seq, topic, partition, 't', "offset", key, id, payload, '', sha256('')
                from membership.outbox_published where key = ? and event_seq = 2
                """, team.toString(), team.toString(), account.toString());
        run("delete from membership.outbox_published where key = ?", account.toString());
    }

    @Test
    void r38_keptFromADeletedGroupIsTold() {
        createNested();
        run("delete from directory.group_nesting where child_id = ?", child);
        run("insert into directory.team_member_kept values (?, ?, ?, ?, 'Gone', now())", ORGANISATION, team, account,
                new UUID(4, 4));
        var why = why();
        assertThat(why.path("effective").asBoolean()).isTrue();
        assertThat(why.path("chains").size()).isZero();
        assertThat(why.path("kept").path("groupName").asString()).isEqualTo("Gone");
    }

    @Test
    void r3_whyKnowsNothingOfOtherOrganisations() {
        createNested();
        var path = "/api/operations/v1/why?account=" + account + "&team=";
        assertThat(worker.send("GET", path + team, "", Role.OPERATOR, UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(worker.send("GET", path + UUID.randomUUID(), "", Role.OPERATOR, ORGANISATION).status())
                .isEqualTo(404);
        assertThat(worker.send("GET", path + "x", "", Role.OPERATOR, ORGANISATION).status()).isEqualTo(400);
    }

    @Test
    void r16_linkingAndUnlinkingReachEverybodyBelowTheGroup() {
        createNested();
        linkTo(parent);
        worker.publish(Topic.TEAMS, team.toString(), teamFact(f -> f.setLinked(new TeamLinked(parent))));
        awaitInEffect(true);
        run("update directory.team set group_id = null where id = ?", team);
        worker.publish(Topic.TEAMS, team.toString(), teamFact(f -> f.setUnlinked(new TeamUnlinked(parent))));
        awaitInEffect(false);
        linkTo(parent);
        worker.publish(Topic.TEAMS, team.toString(), new byte[]{7});
        awaitInEffect(true);
    }

    private void linkTo(UUID group) {
        run("update directory.team set group_id = ? where id = ?", group, team);
    }

    private byte[] teamFact(UnaryOperator<TeamFact.Builder> part) {
        var header = FactHeader.newBuilder().setEventId(UUID.randomUUID()).setType("t")
                .setOrganisationId(ORGANISATION).setEventSeq(1).setOccurredAt(Instant.now())
                .setActor(new Actor("system", "s", "s")).setRequestId("r").setCauseEventId(null)
                .setRemoteAddress(null).build();
        return worker.codec().encode(Topic.TEAMS, part
                .apply(TeamFact.newBuilder().setHeader(header).setTeamId(team).setName("T")).build());
    }

    /** As in SCIM and in the management API; here the bound on a statement's time ends the wait. */
    @Test
    void r15_aLockThatIsHeldTooLongIs503() throws SQLException {
        run("""
                insert into membership.parked_account (account_id, organisation_id, cause, stack, attempts, parked_at,
                    failed_at, next_attempt_at, cause_event_id, cause_type, request_id, caused_at)
                values (?, ?, 'held', '', 1, now(), now(), now() + interval '1 day', uuidv7(), 'scim.user.updated', 'r', now())
                """, account, ORGANISATION);
        try (var connection = worker.database().owner().getConnection();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from membership.parked_account where account_id = '" + account + "' for update");
            var answer = worker.post("/parked/" + account + "/release", "", Role.OPERATOR);
            assertThat(answer.status()).as("%s", answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        }
        assertThat(worker.post("/parked/" + account + "/release", "", Role.OPERATOR).status()).isEqualTo(202);
        run("delete from membership.parked_account where account_id = ?", account);
    }

    @Test
    void r30_parkedAccountsAreShownReleasedAndAudited() {
        createNested();
        run("alter table membership.team_member add constraint poison check (account_id <> '" + account
                + "') not valid");
        recompute();
        Eventually.within(DEADLINE, () -> assertThat(why().path("parked").path("cause").asString()).contains("poison"));
        var listed = worker.get("/parked?count=1000", Role.AUDITOR).body().path("parked");
        assertThat(listed.valueStream().map(p -> p.path("accountId").asString())).contains(account.toString());
        Eventually.within(DEADLINE, () -> assertThat(health().path("parkedAccounts").asInt()).isPositive());
        // Far away, so that only the release can be what brings it back.
        run("update membership.parked_account set next_attempt_at = now() + interval '1 day' where account_id = ?",
                account);
        run("alter table membership.team_member drop constraint poison");
        assertThat(worker.post("/parked/" + account + "/release", "", Role.AUDITOR).status()).isEqualTo(403);
        assertThat(worker.post("/parked/" + account + "/release", "", Role.OPERATOR).status()).isEqualTo(202);
        awaitInEffect(true);
        assertThat(worker.post("/parked/" + account + "/release", "", Role.OPERATOR).status()).isEqualTo(404);
        assertThat(worker.post("/parked/release", "{\"cause\":\"PSQLException\"}", Role.OPERATOR).body()
                .path("accounts").asInt(-1)).isZero();
        Eventually.within(DEADLINE, () -> assertThat(worker.owner().sql("""
                select count(*) from membership.outbox_published where type = 'scim.parked.released' and key = :key
                """).param("key", account.toString()).query(Long.class).single()).isEqualTo(1));
    }

    @Test
    void r30_undecodableRecordsOfEveryTopicAreShownAndBlockNobody() {
        createNested();
        for (var topic : List.of(Topic.USERS, Topic.PROVISIONING_TASKS, Topic.GROUPS, Topic.TEAMS)) {
            worker.publish(topic, null, new byte[]{9});
            worker.publish(topic, "no uuid", null);
        }
        worker.publish(Topic.GROUPS, child.toString(), null);
        awaitInEffect(true);
        run("delete from directory.group_member where account_id = ?", account);
        worker.publish(Topic.TEAMS, team.toString(), new byte[]{0, 0, 0, 0, 0});
        awaitInEffect(false);
        var records = worker.get("/undecodable?count=1000", Role.OPERATOR).body().path("undecodable");
        assertThat(records.size()).isGreaterThanOrEqualTo(10);
        assertThat(records.valueStream().map(r -> r.path("payload").asString(""))).contains("CQ==");
        var one = records.path(0).path("id").asString();
        assertThat(worker.get("/undecodable/" + one, Role.AUDITOR).status()).isEqualTo(403);
        var retried = worker.post("/undecodable/" + one + "/retry", "", Role.OPERATOR);
        assertThat(retried.body().path("settled").asBoolean(true)).isFalse();
        assertThat(worker.get("/undecodable/" + one, Role.OPERATOR).body().path("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void r30_aRecordThatCanBeReadByNowIsSettledByARetry() {
        createNested();
        var task = new ProvisioningTask(account, ORGANISATION, account, "t", "r", Instant.now());
        run("""
                insert into membership.undecodable_record (topic, partition, "offset", key, payload, cause, recorded_at,
                    tried_at)
                values ('provisioning.tasks.v1', 3, 1234567, null, ?, 'schema unknown', now(), now())
                """, worker.codec().encode(Topic.PROVISIONING_TASKS, task));
        var id = worker.owner().sql("select id from membership.undecodable_record where \"offset\" = 1234567")
                .query(UUID.class).single();
        assertThat(worker.post("/undecodable/" + id + "/retry", "", Role.OPERATOR).body().path("settled").asBoolean())
                .isTrue();
        awaitInEffect(true);
        assertThat(worker.get("/undecodable/" + id, Role.OPERATOR).status()).isEqualTo(404);
    }

    /** A fact that Kafka refused waits for an operator; it says nothing about how late the others are. */
    @Test
    void r35_statusSaysWhatEachPartDoesInTheWordsThatHealthHas() {
        Eventually.within(DEADLINE, () -> {
            var status = worker.get("/status", Role.AUDITOR).body();
            assertThat(status.path("consumers").properties()).hasSize(3)
                    .allSatisfy(consumer -> assertThat(consumer.getValue().path("state").asString() + ", "
                            + consumer.getValue().path("concern").asString()).isEqualTo("running, fine"));
            assertThat(status.path("breaker").path("state").asString()).isEqualTo("closed");
            assertThat(status.path("relay").path("state").asString()).isEqualTo("leading");
            assertThat(status.path("relay").path("details").asString()).startsWith("last batch ");
        });
    }

    @Test
    void r28_theStatusTellsTheOutboxAsHealthDoes() {
        run("""
                insert into membership.outbox (event_id, organisation_id, topic, key, type, payload, occurred_at,
                    refused_because)
                values (uuidv7(), ?, 'scim.access.v1', ?, 'scim.access', '', now() - interval '1 hour', 'too large')
                """, ORGANISATION, account.toString());
        Eventually.within(DEADLINE, () -> {
            var outbox = worker.get("/status", Role.AUDITOR).body().path("outbox");
            assertThat(outbox.path("rows").asLong()).isPositive();
            assertThat(outbox.path("oldestAgeSeconds").asDouble(-1)).isBetween(0.0, 600.0);
        });
        run("delete from membership.outbox where key = ?", account.toString());
    }

    @Test
    void healthAndMetricsTellLagParkedAndBreaker() {
        createNested();
        recompute();
        awaitInEffect(true);
        Eventually.within(DEADLINE, () -> {
            assertThat(health().path("lag").path("applying-tasks").asLong(-1)).isZero();
            assertThat(health().path("breaker").asString()).isEqualTo("closed");
        });
        for (var name : List.of("scim.worker.parked.accounts", "scim.worker.parked.oldest.age",
                "scim.worker.undecodable.records", "scim.worker.breaker.open", "scim.worker.event.age",
                "scim.worker.applied.accounts", "scim.worker.tasks.planned", "scim.consumer.lag")) {
            assertThat(worker.send("GET", "/actuator/metrics/" + name, "", Role.OPERATOR, ORGANISATION).status())
                    .as(name).isEqualTo(200);
        }
        assertThat(worker.post("/breaker/release", "", Role.AUDITOR).status()).isEqualTo(403);
        assertThat(worker.post("/breaker/release", "", Role.OPERATOR).status()).isEqualTo(204);
        assertThat(health().path("breaker").asString()).startsWith("released by an operator");
    }

    @Test
    void r38_whyAtAPastTimeIsAnswered() {
        createNested();
        var path = "/why?account=" + account + "&team=" + team + "&at=";
        var then = worker.get(path + "2026-01-01T10:00:00Z", Role.AUDITOR);
        assertThat(then.status()).isEqualTo(200);
        assertThat(then.body().path("at").asString()).isEqualTo("2026-01-01T10:00:00Z");
        assertThat(then.body().path("inEffect").asBoolean(true)).isFalse();
        assertThat(then.body().has("effective")).isFalse();
        assertThat(worker.get(path + "2999-01-01T10:00:00Z", Role.AUDITOR).status()).isEqualTo(400);
        assertThat(worker.get(path + "yesterday", Role.AUDITOR).status()).isEqualTo(400);
    }

    @Test
    void r31_refusedCallsAreFactsOfThePerson() {
        assertThat(worker.post("/breaker/release", "", Role.AUDITOR).status()).isEqualTo(403);
        Eventually.within(DEADLINE, () -> assertThat(worker.owner().sql("""
                select count(*) from membership.outbox_published
                where type = 'scim.request.rejected' and topic = 'scim.access.v1' and key = 'p' and organisation_id = :o
                """).param("o", ORGANISATION).query(Long.class).single()).isPositive());
    }

    private static JsonNode health() {
        return worker.send("GET", "/actuator/health", "", Role.OPERATOR, ORGANISATION).body().path("components")
                .path("worker").path("details");
    }
}
