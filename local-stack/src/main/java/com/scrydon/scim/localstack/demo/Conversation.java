package com.scrydon.scim.localstack.demo;

import com.scrydon.scim.localstack.demo.Caller.Answer;
import com.scrydon.scim.schemas.FactType;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What Okta says to a new Scrydon organisation, in its order, and what is expected of each answer. Names carry the
 * run's id, so that it can be repeated on the same stack.
 */
final class Conversation {

    private static final int PAGE = 100;
    private static final int MOST_PAGES = 1000;

    private final Transcript transcript;
    private final Caller okta;
    private final Caller management;
    private final Effects effects;
    private final Subscriber subscriber;
    private final String run;
    private String ada = "";
    private String grace = "";
    private String linus = "";
    private String engineering = "";
    private String platform = "";
    private String team = "";

    Conversation(Transcript transcript, Caller okta, Caller management, Effects effects, Subscriber subscriber,
            String run) {
        this.transcript = transcript;
        this.okta = okta;
        this.management = management;
        this.effects = effects;
        this.subscriber = subscriber;
        this.run = run;
    }

    void hold() throws IOException, InterruptedException {
        testCredentials();
        prepareProduct();
        importUsers();
        createUser();
        linkUser();
        pushGroup();
        nestGroups();
        deactivate();
        reactivate();
        refuseImmutable();
        refuseNesting();
    }

    private void testCredentials() throws IOException, InterruptedException {
        transcript.step("Test the API credentials");
        var config = okta.call("GET", "/ServiceProviderConfig", null);
        transcript.call(config,
                config.status() == 200 && config.body().path("patch").path("supported").asBoolean(false),
                "PATCH is supported");
        var users = okta.call("GET", "/Users?startIndex=1&count=2", null);
        transcript.call(users, users.status() == 200 && users.body().path("totalResults").isIntegralNumber(),
                users.body().path("totalResults").asInt(0) + " users");
    }

    private void prepareProduct() throws IOException, InterruptedException {
        transcript.step("In the product: Ada was invited, and a Team \"" + engineeringName() + "\" exists");
        ada = expect(201, management.call("POST", "/accounts",
                Map.of("email", email("ada"), "displayName", "Ada Native", "kind", "person")), "a native account").id();
        expect(201, management.call("POST", "/teams", Map.of("name", engineeringName())), "a native Team");
    }

    private void importUsers() throws IOException, InterruptedException {
        transcript.step("Import: Okta reads all users");
        boolean found = false;
        int start = 1;
        for (int page = 0; page < MOST_PAGES; page++) {
            var answer = okta.call("GET", "/Users?startIndex=" + start + "&count=" + PAGE, null);
            found |= answer.body().path("Resources").valueStream()
                    .anyMatch(user -> user.path("id").asString("").equals(ada));
            start += PAGE;
            boolean last = start > answer.body().path("totalResults").asInt(0);
            transcript.call(answer, answer.status() == 200 && (found || !last),
                    found ? "Ada is among them" : "not yet Ada");
            if (last) {
                return;
            }
        }
    }

    private void createUser() throws IOException, InterruptedException {
        transcript.step("Assign Grace: she is new");
        probe("/Users", "userName", email("grace"));
        grace = create("grace", "Grace", "Hopper", "created");
        effects.audited(FactType.USER_PROVISIONED, grace);
    }

    private void linkUser() throws IOException, InterruptedException {
        transcript.step("Assign Ada: her e-mail has an account already, which is linked and not doubled");
        var linked = okta.call("POST", "/Users", Bodies.user(email("ada"), "Ada", "Lovelace", "00u-ada-" + run));
        transcript.call(linked, linked.status() == 201 && linked.id().equals(ada), "the native account's own id");
        effects.audited(FactType.USER_LINKED, ada);
    }

    private void pushGroup() throws IOException, InterruptedException {
        transcript
                .step("Push the group \"" + engineeringName() + "\": a Team of that name exists, so it gets a suffix");
        probe("/Groups", "displayName", engineeringName());
        engineering = expect(201, okta.call("POST", "/Groups", Bodies.group(engineeringName())), "created").id();
        var teams = management.call("GET", "/teams?name=" + encode(teamName()), null);
        var found = teams.body().path("teams").path(0);
        team = found.path("id").asString("");
        transcript.call(teams, !team.isEmpty() && found.path("groupId").asString("").equals(engineering),
                "\"" + teamName() + "\" is the group's Team");
        expect(204, okta.call("PATCH", "/Groups/" + engineering, Bodies.addMembers(ada, grace)), "two members");
        effects.audited(FactType.GROUP_CREATED, engineering);
        effects.teamHas(team, teamName(), List.of(ada, grace));
        effects.audited(FactType.GROUP_MEMBERS_CHANGED, engineering);
        effects.audited(FactType.MEMBERSHIP_CHANGED, grace);
    }

    private void nestGroups() throws IOException, InterruptedException {
        transcript.step("Nest \"" + platformName() + "\" in it: its member is effectively in the Team above");
        linus = create("linus", "Linus", "Pauling", "created");
        platform = expect(201, okta.call("POST", "/Groups", Bodies.group(platformName(), linus)), "one member").id();
        expect(204, okta.call("PATCH", "/Groups/" + engineering, Bodies.addMembers(platform)), "nested");
        effects.teamHas(team, teamName(), List.of(ada, grace, linus));
        effects.teamHasThrough(team, linus, platformName());
    }

    private void deactivate() throws IOException, InterruptedException {
        transcript.step("Unassign Grace: deactivated, kept, out of her Teams");
        var answer = okta.call("PATCH", "/Users/" + grace, Bodies.replace(Map.of("active", false)));
        transcript.call(answer, answer.status() == 200 && !answer.body().path("active").asBoolean(true), "inactive");
        effects.teamHas(team, teamName(), List.of(ada, linus));
        effects.audited(FactType.USER_DEACTIVATED, grace);
    }

    private void reactivate() throws IOException, InterruptedException {
        transcript.step("Assign Grace again: the same account, with her memberships");
        var answer = okta.call("PATCH", "/Users/" + grace, Bodies.replace(Map.of("active", true)));
        transcript.call(answer, answer.status() == 200 && answer.id().equals(grace)
                && answer.body().path("active").asBoolean(false), "active, same id");
        effects.teamHas(team, teamName(), List.of(ada, grace, linus));
        effects.audited(FactType.USER_REACTIVATED, grace);
        effects.subscriberReads(subscriber, grace,
                List.of(FactType.USER_PROVISIONED, FactType.USER_DEACTIVATED, FactType.USER_REACTIVATED));
    }

    private void refuseImmutable() throws IOException, InterruptedException {
        transcript.step("Change what may not change");
        refused(okta.call("PATCH", "/Users/" + grace,
                Bodies.replace("emails[type eq \"work\"].value", email("other"))), "mutability",
                "email is immutable via SCIM");
        refused(okta.call("PATCH", "/Users/" + grace, Bodies.replace("userName", email("other"))), "mutability",
                "userName is immutable via SCIM");
    }

    private void refuseNesting() throws IOException, InterruptedException {
        transcript.step("Nest in a circle, and too deep");
        refused(okta.call("PATCH", "/Groups/" + platform, Bodies.addMembers(engineering)), "invalidValue",
                "nested group would create a cycle");
        var disks = expect(201, okta.call("POST", "/Groups", Bodies.group("Disks " + run)), "created").id();
        var storage = expect(201, okta.call("POST", "/Groups", Bodies.group("Storage " + run, disks)),
                "third of three links").id();
        expect(204, okta.call("PATCH", "/Groups/" + platform, Bodies.addMembers(storage)), "three links are allowed");
        var sectors = expect(201, okta.call("POST", "/Groups", Bodies.group("Sectors " + run)), "created").id();
        refused(okta.call("PATCH", "/Groups/" + disks, Bodies.addMembers(sectors)), "invalidValue",
                "nested group depth exceeds 3");
    }

    private String create(String name, String givenName, String familyName, String remark)
            throws IOException, InterruptedException {
        return expect(201, okta.call("POST", "/Users",
                Bodies.user(email(name), givenName, familyName, "00u-" + name + "-" + run)), remark).id();
    }

    private void probe(String path, String attribute, String value) throws IOException, InterruptedException {
        var answer = okta.call("GET", path + "?filter=" + encode(attribute + " eq \"" + value + "\"")
                + "&startIndex=1&count=100", null);
        transcript.call(answer, answer.status() == 200 && answer.body().path("totalResults").asInt(-1) == 0, "nobody");
    }

    private Answer expect(int status, Answer answer, String remark) {
        transcript.call(answer, answer.status() == status, remark);
        return answer;
    }

    private void refused(Answer answer, String scimType, String detail) {
        transcript.call(answer, answer.status() == 400 && scimType.equals(text(answer, "scimType"))
                && detail.equals(text(answer, "detail")), scimType + ": " + detail);
    }

    private static @Nullable String text(Answer answer, String field) {
        return answer.body().path(field).asString("");
    }

    private String email(String name) {
        return name + "." + run + "@example.com";
    }

    private String engineeringName() {
        return "Engineering " + run;
    }

    private String platformName() {
        return "Platform " + run;
    }

    private String teamName() {
        return engineeringName() + " (SCIM)";
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
