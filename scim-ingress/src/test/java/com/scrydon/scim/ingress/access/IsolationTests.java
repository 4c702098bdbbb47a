package com.scrydon.scim.ingress.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.Neighbour;
import com.scrydon.scim.ingress.harness.OktaBodies;
import com.scrydon.scim.ingress.harness.RunningIngress;
import com.scrydon.scim.ingress.harness.StatementRecorder;
import com.scrydon.scim.ingress.harness.Tenant;
import com.scrydon.scim.testkit.http.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ids and values of another organisation are as if they did not exist: each is tried in each place of each endpoint, and
 * the answer must be the one for an id that nobody has, down to the body and to the number of SQL statements (time itself
 * is no test). Endpoints come from the running service: a new one is tried too, or this fails and asks whose ids it takes.
 */
@Tag("slow")
@Tag("R3")
class IsolationTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final Neighbour OTHER = Neighbour.in(INGRESS);
    private static final Neighbour OWN = Neighbour.in(INGRESS);
    private static final String SCIM = "/api/auth/scim/v2";
    private static final String MANAGEMENT = "/api/management/v1";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Pattern VOLATILE = Pattern.compile("(?:req|request)[ -]?[iI]d\"?:? ?\"?[\\w-]+");

    private String before = "";

    @BeforeEach
    void lookAtTheNeighbour() {
        before = OTHER.everything();
    }

    @AfterEach
    void nothingOfTheNeighbourWasTouched() {
        assertThat(OTHER.everything()).isEqualTo(before);
    }

    /** An id position of an endpoint; the others hold ids of one's own. */
    record Place(String method, String pattern, List<String> kinds, int position) {

        String path(String id) {
            var path = pattern;
            for (int i = 0; i < kinds.size(); i++) {
                path = VARIABLE.matcher(path).replaceFirst(i == position ? id : OWN.id(kinds.get(i)));
            }
            return path;
        }

        String kind() {
            return kinds.get(position);
        }
    }

    static List<Place> places() {
        var places = new ArrayList<Place>();
        for (var endpoint : INGRESS.endpoints()) {
            for (var pattern : endpoint.getPatternValues()) {
                var kinds = VARIABLE.matcher(pattern).results().map(found -> kind(pattern, found.group(1))).toList();
                for (int position = 0; position < kinds.size(); position++) {
                    for (var method : endpoint.getMethodsCondition().getMethods()) {
                        places.add(new Place(method.name(), pattern, kinds, position));
                    }
                }
            }
        }
        // Schemas and resource types are the same for everybody.
        return places.stream().filter(place -> !place.kinds().contains("discovery")).toList();
    }

    private static String kind(String pattern, String variable) {
        if (variable.equals("accountId")) {
            return "account";
        }
        var collection = Pattern.compile("/(\\w+)/\\{" + variable + "}").matcher(pattern);
        return switch (collection.find() ? collection.group(1) : "") {
            case "Users" -> "user";
            case "Groups" -> "group";
            case "teams" -> "team";
            case "accounts" -> "account";
            case "tokens" -> "token";
            case "organisations" -> "organisation";
            case "Schemas", "ResourceTypes" -> "discovery";
            default -> throw new AssertionError("whose ids does " + pattern + " take at " + variable + "?");
        };
    }

    /** A body that would do something, so that the id is what the answer depends on. */
    private static String body(String method, String pattern) {
        if (method.equals("GET") || method.equals("DELETE")) {
            return "";
        }
        if (pattern.startsWith(SCIM + "/Users")) {
            return method.equals("PUT") ? OktaBodies.user("x@example.com", "x") : OktaBodies.active(false);
        }
        if (pattern.startsWith(SCIM + "/Groups")) {
            return method.equals("PUT") ? OktaBodies.group("X") : OktaBodies.patch(OktaBodies.replaceMembers());
        }
        return pattern.endsWith("/group")
                ? "{\"groupId\":\"" + OWN.id("group") + "\"}"
                : "{\"name\":\"X\",\"slug\":\"x\",\"scopes\":[]}";
    }

    private static Answer send(String method, String path, String body) {
        return path.startsWith(SCIM)
                ? OWN.tenant().scim(method, path.substring(SCIM.length()), body)
                : INGRESS.managementOf(OWN.tenant().organisation(), method, path.substring(MANAGEMENT.length()), body);
    }

    /** Status, body and statements of a call, with the id taken out. */
    private static String seen(String id, UnaryOperator<String> call) {
        return call.apply(id).replace(id, "(id)");
    }

    private static String answer(String method, String path, String body) {
        var answers = new ArrayList<Answer>();
        var statements = StatementRecorder.during(() -> {
            var answer = send(method, path, body);
            answers.add(answer);
            return answer;
        });
        var answer = answers.getFirst();
        return answer.status() + " " + VOLATILE.matcher(answer.raw().body()).replaceAll("(request)") + " "
                + statements.stream().map(StatementRecorder.Executed::sql).toList();
    }

    @ParameterizedTest
    @MethodSource("places")
    void r3_anIdOfAnotherOrganisationIsAnsweredLikeOneThatNobodyHas(Place place) {
        var body = body(place.method(), place.pattern());
        UnaryOperator<String> call = id -> answer(place.method(), place.path(id), body);
        var foreign = seen(OTHER.id(place.kind()), call);
        assertThat(foreign).isEqualTo(seen(UUID.randomUUID().toString(), call));
        // Taking away what is not there is done already; everything else must be refused.
        assertThat(foreign).startsWith(place.method().equals("DELETE") && place.kind().equals("account") ? "204" : "4");
    }

    static Stream<String> filters() {
        return Stream.of("id eq \"%s\"", "members.value eq \"%s\"", "groups.value eq \"%s\"", "members eq \"%s\"",
                "members[value eq \"%s\" and type eq \"User\"]", "not (id ne \"%s\")", "id sw \"%s\"",
                "groups[value eq \"%s\"]", "id eq \"%s\" or userName eq \"nobody\"");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void r3_noFilterFindsAnothersIds(String filter) {
        for (var endpoint : List.of("/Users", "/Groups", "")) {
            for (var kind : List.of("user", "group")) {
                var mine = OWN.tenant().filtered(endpoint, filter.formatted(OTHER.id(kind)));
                var nobodys = OWN.tenant().filtered(endpoint, filter.formatted(UUID.randomUUID()));
                assertThat(mine.status()).isEqualTo(nobodys.status());
                assertThat(Tenant.ids(mine)).as(endpoint + " " + filter).isEmpty();
            }
        }
    }

    @Test
    void r3_noFilterFindsAnothersValues() {
        var unique = OTHER.unique();
        for (var filter : List.of("userName co \"" + unique + "\"", "emails.value co \"" + unique + "\"",
                "externalId eq \"ext-" + unique + "\"", "displayName co \"" + unique + "\"",
                "groups.display co \"" + unique + "\"", "members.display co \"" + unique + "\"")) {
            for (var endpoint : List.of("/Users", "/Groups", "")) {
                assertThat(Tenant.ids(OWN.tenant().filtered(endpoint, filter))).as(endpoint + " " + filter).isEmpty();
            }
        }
    }

    @Test
    void r3_listsSortsAndCursorsStayWithinTheOrganisation() {
        var theirs = OTHER.ids().values();
        for (var path : List.of("/Users?count=200", "/Groups?count=200", "/?count=200", "/Users?sortBy=id&count=200",
                "/Groups?cursor&count=200")) {
            assertThat(Tenant.ids(OWN.tenant().scim("GET", path, ""))).as(path).isNotEmpty()
                    .doesNotContainAnyElementsOf(theirs);
        }
        OTHER.tenant().create("/Users", OktaBodies.user("second-" + OTHER.unique() + UUID.randomUUID() + "@example.com",
                UUID.randomUUID().toString()));
        before = OTHER.everything();
        var cursor = OTHER.tenant().scim("GET", "/Users?cursor&count=1", "").text("nextCursor");
        assertThat(cursor).isNotEmpty();
        var answer = OWN.tenant().scim("GET", "/Users?count=1&cursor=" + cursor, "");
        assertThat(Tenant.ids(answer)).doesNotContainAnyElementsOf(theirs);
    }

    @Test
    void r3_anothersUsersAndGroupsCannotBeMembers() {
        var group = OWN.id("group");
        for (var id : List.of(OTHER.id("user"), OTHER.id("group"), OTHER.id("account"))) {
            assertThat(OWN.tenant().scim("PATCH", "/Groups/" + group, OktaBodies.patch(OktaBodies.addMembers(id)))
                    .status()).isEqualTo(204);
            assertThat(OWN.tenant().scim("PUT", "/Groups/" + group,
                    OktaBodies.group("Neighbours " + OWN.unique(), OWN.id("user"), id)).status()).isEqualTo(200);
            var made = OWN.tenant().scim("POST", "/Groups", OktaBodies.group("G " + UUID.randomUUID(), id));
            assertThat(made.body().path("members")).isEmpty();
            assertThat(OWN.tenant().scim("GET", "/Groups/" + group, "").raw().body()).doesNotContain(id);
        }
    }

    @Test
    void r3_theManagementApiLinksAndAddsNobodyOfAnother() {
        for (var group : List.of(OTHER.id("group"), UUID.randomUUID().toString())) {
            assertThat(INGRESS.managementOf(OWN.tenant().organisation(), "PUT", "/teams/" + OWN.id("team") + "/group",
                    "{\"groupId\":\"" + group + "\"}").status()).isEqualTo(404);
        }
        assertThat(INGRESS.managementOf(OWN.tenant().organisation(), "GET", "/teams?name=Team%20" + OTHER.unique(), "")
                .body().path("teams")).isEmpty();
        assertThat(INGRESS.managementOf(OWN.tenant().organisation(), "GET", "/tokens", "").raw().body())
                .doesNotContain(OTHER.id("token"));
    }

    @Test
    void r3_bulkReachesNothingOfAnother() {
        var operations = new ArrayList<String>();
        for (var id : List.of(OTHER.id("user"), UUID.randomUUID().toString())) {
            operations.add("{\"method\":\"DELETE\",\"path\":\"/Users/" + id + "\"}");
            operations.add(
                    "{\"method\":\"PATCH\",\"path\":\"/Users/" + id + "\",\"data\":" + OktaBodies.active(false) + "}");
            operations.add("{\"method\":\"PUT\",\"path\":\"/Users/" + id + "\",\"data\":"
                    + OktaBodies.user("bulk@example.com", "b") + "}");
            operations.add("{\"method\":\"DELETE\",\"path\":\"/Groups/" + id + "\"}");
            operations.add("{\"method\":\"PATCH\",\"path\":\"/Groups/" + OWN.id("group") + "\",\"data\":"
                    + OktaBodies.patch(OktaBodies.addMembers(id)) + "}");
        }
        var statuses = OWN.tenant().scim("POST", "/Bulk", """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],"Operations":[%s]}"""
                .formatted(String.join(",", operations))).body().path("Operations").valueStream()
                .map(operation -> operation.path("status").asString("")).toList();
        assertThat(statuses.subList(0, 4)).containsOnly("404");
        assertThat(statuses.subList(0, 5)).isEqualTo(statuses.subList(5, 10));
    }

    @Test
    void everyKindOfIdIsTried() {
        assertThat(places().stream().map(Place::kind).distinct())
                .containsAll(Neighbour.KINDS);
    }
}
