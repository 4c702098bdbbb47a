package com.scrydon.scim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.http.Answer;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Recomputations, drift checks and repairs by the whole worker (R29, R35). */
@Tag("slow")
@Tag("R35")
class JobsTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final UUID ORGANISATION = RunningWorker.ORGANISATION;
    private static final UUID GROUP = UUID.randomUUID();
    private static final UUID TEAM = UUID.randomUUID();
    private static final int MEMBERS = 2_500;
    private static RunningWorker worker;

    @BeforeAll
    static void aGroupOfMoreThanAStep() {
        // Its database is not the one that other tests' facts in Kafka came from, which would close its gate.
        worker = new RunningWorker(TestKafka.bootstrapServers(),
                "--scim.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(), "--scim.relay.enabled=false",
                "--scim.jobs.recomputed-per-second=10000");
        run("insert into directory.organisation (id, slug, name) values (?, 'o', 'O')", ORGANISATION);
        run("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (?, ?, 'Everybody', now(), now())
                """, GROUP, ORGANISATION);
        run("insert into directory.team (id, organisation_id, name, group_id, created_at) values (?, ?, 'Everybody', ?, now())",
                TEAM, ORGANISATION, GROUP);
        run("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                select uuidv7(), ?, 'person', n || '@x.io', n || '@x.io', now(), now() from generate_series(1, ?) n
                """, ORGANISATION, MEMBERS);
        run("insert into directory.group_member (organisation_id, group_id, account_id, added_at)"
                + " select ?, ?, id, now() from directory.account", ORGANISATION, GROUP);
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    @BeforeEach
    void allIsInEffect() {
        assertThat(ended(started("{\"kind\":\"recompute\"}")).body().path("accounts").asInt()).isEqualTo(MEMBERS);
        Eventually.within(DEADLINE, () -> assertThat(inEffect()).isEqualTo(MEMBERS));
    }

    private static void run(String sql, Object... parameters) {
        worker.owner().sql(sql).params(List.of(parameters)).update();
    }

    private static long inEffect() {
        return worker.owner().sql("select count(*) from membership.team_member").query(Long.class).single();
    }

    private static String started(String body) {
        var answer = worker.post("/jobs", body, Role.OPERATOR);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(202);
        return answer.body().path("id").asString();
    }

    private static Answer ended(String id) {
        Eventually.within(DEADLINE,
                () -> assertThat(job(id).body().path("state").asString()).isNotIn("running", "paused"));
        return job(id);
    }

    private static Answer job(String id) {
        return worker.get("/jobs/" + id, Role.AUDITOR);
    }

    private static List<String> told(String id) {
        return worker.owner().sql("""
                select type from (
                    select id, type, key from membership.outbox union all
                    select id, type, key from membership.outbox_published) f
                where key = ? order by id
                """).param(id).query(String.class).list();
    }

    @Test
    void r35_deletedRowsAreFoundNamedAndRepaired() {
        run("delete from membership.team_member where account_id in (select account_id from membership.team_member limit 200)");
        run("insert into membership.team_member select id, ?, organisation_id, now() from directory.account order by id limit 3",
                UUID.randomUUID());
        var check = ended(started("{\"kind\":\"drift-check\"}"));
        assertThat(check.body().path("state").asString()).isEqualTo("done");
        assertThat(check.body().path("accounts").asInt()).isEqualTo(MEMBERS);
        assertThat(check.body().path("missing").asInt()).isEqualTo(200);
        assertThat(check.body().path("excess").asInt()).isEqualTo(3);
        var id = check.body().path("id").asString();
        long differing = check.body().path("differing").asLong();
        var findings = worker.get("/jobs/" + id + "/findings", Role.AUDITOR).body();
        assertThat(findings.path("findings").size()).isEqualTo(200);
        assertThat(worker.get("/jobs/" + id + "/findings?cursor=" + findings.path("nextCursor").asString(),
                Role.AUDITOR).body().path("findings").size()).isEqualTo(3);
        assertThat(inEffect()).isEqualTo(MEMBERS - 200 + 3);

        assertThat(worker.post("/jobs", repair(id, differing + 1), Role.OPERATOR).status()).isEqualTo(409);
        var repaired = ended(started(repair(id, differing)));
        assertThat(repaired.body().path("differing").asLong()).isEqualTo(differing);
        Eventually.within(DEADLINE, () -> assertThat(inEffect()).isEqualTo(MEMBERS));
        assertThat(ended(started("{\"kind\":\"drift-check\"}")).body().path("differing").asInt()).isZero();
        assertThat(told(id)).containsExactly("scim.job.started", "scim.job.finished");
    }

    private static String repair(String check, long confirmed) {
        return "{\"kind\":\"repair\",\"check\":\"%s\",\"confirm\":%d}".formatted(check, confirmed);
    }

    @Test
    void r35_aTeamOrOneAccountIsCheckedAlone() {
        var one = worker.owner().sql("select account_id from membership.team_member order by account_id limit 1")
                .query(UUID.class).single();
        run("delete from membership.team_member where account_id = ?", one);
        assertThat(ended(started("{\"kind\":\"drift-check\",\"team\":\"%s\"}".formatted(TEAM))).body().path("missing")
                .asInt()).isEqualTo(1);
        var of = ended(started("{\"kind\":\"recompute\",\"account\":\"%s\"}".formatted(one)));
        assertThat(of.body().path("accounts").asInt()).isEqualTo(1);
        Eventually.within(DEADLINE, () -> assertThat(inEffect()).isEqualTo(MEMBERS));
    }

    @Test
    void r35_anOrganisationHasOneJobAtATimeWhichIsHaltedAndEndedByHand() {
        var id = started("{\"kind\":\"recompute\"}");
        assertThat(worker.post("/jobs", "{\"kind\":\"recompute\"}", Role.OPERATOR).status()).isEqualTo(409);
        assertThat(state(worker.post("/jobs/" + id + "/pause", "", Role.OPERATOR))).isEqualTo("paused");
        assertThat(worker.post("/jobs", "{\"kind\":\"recompute\"}", Role.OPERATOR).status()).isEqualTo(409);
        assertThat(state(worker.post("/jobs/" + id + "/resume", "", Role.OPERATOR))).isEqualTo("running");
        assertThat(state(worker.post("/jobs/" + id + "/cancel", "", Role.OPERATOR))).isEqualTo("cancelled");
        assertThat(state(worker.post("/jobs/" + id + "/cancel", "", Role.OPERATOR))).isEqualTo("cancelled");
        assertThat(worker.post("/jobs/" + id + "/resume", "", Role.OPERATOR).status()).isEqualTo(409);
        assertThat(told(id)).containsExactly("scim.job.started", "scim.job.paused", "scim.job.resumed",
                "scim.job.cancelled");
    }

    private static String state(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.body().path("state").asString();
    }

    @Test
    void r37_onlyOperatorsStartJobsAndWhatIsAskedHasToBeClear() {
        assertThat(worker.post("/jobs", "{\"kind\":\"recompute\"}", Role.AUDITOR).status()).isEqualTo(403);
        for (var body : List.of("{}", "{\"kind\":\"all\"}", "{\"kind\":\"repair\"}",
                "{\"kind\":\"recompute\",\"account\":\"%1$s\",\"team\":\"%1$s\"}".formatted(TEAM),
                "{\"kind\":\"recompute\",\"confirm\":1}", "{\"kind\":\"recompute\",\"team\":\"x\"}", "")) {
            assertThat(worker.post("/jobs", body, Role.OPERATOR).status()).as(body).isEqualTo(400);
        }
        assertThat(worker.get("/jobs/" + TEAM, Role.OPERATOR).status()).isEqualTo(404);
        assertThat(worker.get("/status", Role.OPERATOR).body().path("drift").path("concern").asString()).isNotEmpty();
    }
}
