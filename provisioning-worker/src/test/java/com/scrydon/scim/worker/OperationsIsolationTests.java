package com.scrydon.scim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The operations API shows and touches nothing of another organisation: each id of it, in each place of each endpoint of the
 * running worker, is answered like one that nobody has. A new endpoint is tried too, or this fails and asks whose ids it takes.
 */
@Tag("slow")
@Tag("R3")
class OperationsIsolationTests {

    private static final String BASE = "/api/operations/v1";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final UUID OTHER = UUID.randomUUID();
    private static final UUID ACCOUNT = UUID.randomUUID();
    private static final UUID TEAM = UUID.randomUUID();
    private static final UUID UNDECODABLE = UUID.randomUUID();
    private static final UUID JOB = UUID.randomUUID();
    private static RunningWorker worker;

    private String before = "";

    @BeforeAll
    static void aNeighbourWithOneOfEverything() {
        worker = new RunningWorker();
        run("insert into directory.organisation (id, slug, name) values (:other, 'other', 'Other')");
        run("insert into directory.organisation (id, slug, name) values (:own, 'own', 'Own')");
        run("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                values (:account, :other, 'person', 'n@x.io', 'n@x.io', now(), now())
                """);
        run("""
                insert into directory.team (id, organisation_id, name, created_at)
                values (:team, :other, 'Neighbours', now())
                """);
        run("""
                insert into membership.parked_account (account_id, organisation_id, cause, stack, attempts, parked_at,
                    failed_at, next_attempt_at, cause_event_id, cause_type, request_id, caused_at)
                values (:account, :other, 'PSQLException: poison', '', 1, now(), now(), now() + interval '1 day',
                    uuidv7(), 'scim.user.updated', 'r', now())
                """);
        run("""
                insert into membership.undecodable_record (id, organisation_id, topic, partition, "offset", key, payload,
                    cause, recorded_at, tried_at)
                values (:undecodable, :other, 'scim.users.v1', 0, 7654321, cast(:account as text), '\\x09', 'rubbish', now(), now())
                """);
        run("""
                insert into membership.job (id, organisation_id, kind, scope, state, requested_by, requested_at, next_step_at)
                values (:job, :other, 'drift-check', 'organisation', 'paused', 'Neighbour', now(), now())
                """);
        run("insert into membership.job_finding (job_id, account_id, team_id, missing) values (:job, :account, :team, true)");
    }

    private static void run(String sql) {
        worker.owner().sql(sql).params(Map.of("other", OTHER, "own", RunningWorker.ORGANISATION, "account", ACCOUNT,
                "team", TEAM, "undecodable", UNDECODABLE, "job", JOB)).update();
    }

    @AfterAll
    static void stop() {
        worker.close();
    }

    /** Every row that the neighbour's operators see. */
    private static String everything() {
        return Stream.of("parked_account", "undecodable_record", "outbox", "outbox_published", "job").map(table -> table
                + worker.owner().sql("select coalesce(jsonb_agg(to_jsonb(t) order by to_jsonb(t)::text), '[]')::text"
                        + " from membership." + table + " t where organisation_id = :other").param("other", OTHER)
                        .query(String.class).single())
                .collect(Collectors.joining("\n"));
    }

    @BeforeEach
    void lookAtTheNeighbour() {
        before = everything();
    }

    @AfterEach
    void nothingOfTheNeighbourWasTouched() {
        assertThat(everything()).isEqualTo(before).contains("poison", "rubbish");
    }

    /**
     * A place for an id in a path.
     *
     * @param foreign the other organisation's id of that kind
     */
    record Place(String method, String pattern, UUID foreign) {

        String path(String id) {
            return VARIABLE.matcher(pattern).replaceAll(id);
        }
    }

    static List<Place> places() {
        var places = new ArrayList<Place>();
        for (var endpoint : worker.mappings().getHandlerMethods().keySet()) {
            for (var pattern : endpoint.getPatternValues()) {
                if (pattern.startsWith(BASE) && VARIABLE.matcher(pattern).find()) {
                    var foreign = foreign(pattern);
                    endpoint.getMethodsCondition().getMethods()
                            .forEach(method -> places.add(new Place(method.name(), pattern, foreign)));
                }
            }
        }
        return places;
    }

    private static UUID foreign(String pattern) {
        var taken = VARIABLE.matcher(pattern).results().map(variable -> pattern.substring(0, variable.end())).toList();
        return switch (String.join(", ", taken)) {
            case BASE + "/parked/{accountId}" -> ACCOUNT;
            case BASE + "/undecodable/{id}" -> UNDECODABLE;
            case BASE + "/jobs/{id}" -> JOB;
            default -> throw new AssertionError("whose ids does " + pattern + " take?");
        };
    }

    private static Answer send(String method, String path) {
        return worker.send(method, path, "", Role.OPERATOR, RunningWorker.ORGANISATION);
    }

    private static String seen(String method, String path, String id) {
        var answer = send(method, path);
        return answer.status() + " " + answer.body().toString().replace(id, "(id)");
    }

    @Test
    void r37_aPersonWithoutARoleMayDoNothing() {
        int tried = 0;
        for (var endpoint : worker.mappings().getHandlerMethods().keySet()) {
            for (var pattern : endpoint.getPatternValues()) {
                if (pattern.startsWith(BASE)) {
                    var path = VARIABLE.matcher(pattern).replaceAll(UUID.randomUUID().toString());
                    for (var method : endpoint.getMethodsCondition().getMethods()) {
                        assertThat(worker.send(method.name(), path, "", Set.of(), RunningWorker.ORGANISATION).status())
                                .as("%s %s", method, path).isEqualTo(403);
                        tried++;
                    }
                }
            }
        }
        assertThat(tried).isGreaterThanOrEqualTo(8);
    }

    @ParameterizedTest
    @MethodSource("places")
    void r3_anIdOfAnotherOrganisationIsAnsweredLikeOneThatNobodyHas(Place place) {
        var foreign = place.foreign().toString();
        var nobodys = UUID.randomUUID().toString();
        var answer = seen(place.method(), place.path(foreign), foreign);
        assertThat(answer).isEqualTo(seen(place.method(), place.path(nobodys), nobodys)).startsWith("404");
    }

    @Test
    void everyKindOfIdInPathsIsTried() {
        assertThat(places().stream().map(Place::foreign)).contains(ACCOUNT, UNDECODABLE);
    }

    @Test
    void r38_whyAndWhyAtAPastTimeKnowNothingOfAnother() {
        var account = ACCOUNT.toString();
        var team = TEAM.toString();
        var nobody = UUID.randomUUID().toString();
        for (var at : List.of("", "&at=2026-01-01T10:00:00Z")) {
            var path = BASE + "/why?account=%s&team=%s" + at;
            var answer = send("GET", path.formatted(account, team));
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.body().toString().replace(account, nobody).replace(team, nobody))
                    .isEqualTo(send("GET", path.formatted(nobody, nobody)).body().toString());
        }
    }

    @Test
    void r30_listsShowAndReleasesReachOnesOwnOnly() {
        for (var path : List.of("/parked?count=1000", "/undecodable?count=1000", "/status")) {
            assertThat(send("GET", BASE + path).body().toString()).as(path)
                    .doesNotContain(
                            List.of(ACCOUNT.toString(), TEAM.toString(), UNDECODABLE.toString(), OTHER.toString()));
        }
        assertThat(worker.post("/parked/release", "{\"cause\":\"PSQLException\"}", Role.OPERATOR).body()
                .path("accounts").asInt(-1)).isZero();
        assertThat(worker.post("/parked/release", "", Role.OPERATOR).body().path("accounts").asInt(-1)).isZero();
    }

    @Test
    void theNeighbourItselfSeesWhatIsTried() {
        for (var path : List.of("/parked", "/undecodable", "/undecodable/" + UNDECODABLE)) {
            var answer = worker.send("GET", BASE + path, "", Role.OPERATOR, OTHER);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.body().toString()).as(path).containsAnyOf(ACCOUNT.toString(), UNDECODABLE.toString());
        }
    }
}
