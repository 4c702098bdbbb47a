package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.demo.Bodies;
import com.scrydon.scim.localstack.endtoend.PersistentCaller.Known;
import com.scrydon.scim.testkit.directory.DirectoryModel;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Changes of one organisation, each over HTTP and in the model. A request whose answer was lost is repeated, and where a
 * repetition is refused because the first attempt had worked, the resource is looked up: the model knows the truth.
 */
final class Directory {

    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    private final Tenant tenant;
    private final DirectoryModel<String> model = new DirectoryModel<>();
    private final Map<String, String> emails = new LinkedHashMap<>();
    private final Set<String> invited = new HashSet<>();
    private final Set<String> deprovisioned = new HashSet<>();
    private final List<String> groups = new ArrayList<>();
    private final Map<String, String> teams = new LinkedHashMap<>();
    private final List<String> told = new ArrayList<>();
    private int named;
    private int doubts;

    Directory(Tenant tenant) {
        this.tenant = tenant;
    }

    DirectoryModel<String> model() {
        return model;
    }

    List<String> accounts() {
        return List.copyOf(emails.keySet());
    }

    List<String> groups() {
        return groups;
    }

    List<String> teams() {
        return List.copyOf(teams.keySet());
    }

    /** What was done, one line each. */
    List<String> told() {
        return told;
    }

    /** How many answers were lost. */
    int doubts() {
        return doubts;
    }

    String createUser() {
        var id = post("user" + ++named + "@example.com");
        assertThat(emails).as("a new account").doesNotContainKey(id);
        emails.put(id, "user" + named + "@example.com");
        setActive(id, true);
        return tell("create user", id);
    }

    /** An account that the product made; SCIM may be about it already. */
    String invite() {
        var email = "user" + ++named + "@example.com";
        var known = manage("POST", "/accounts", Map.of("email", email, "displayName", email, "kind", "person"));
        var id = known.inDoubt() && known.status() == 409
                ? found(scim("GET", "/Users?filter=" + encoded("userName eq \"" + email + "\""), null), "Resources")
                : expect(known, 201).id();
        emails.put(id, email);
        invited.add(id);
        setActive(id, true);
        return tell("invite", id);
    }

    /** Links an invited account, revives an inactive one. */
    void assign(String account) {
        assertThat(post(emails.getOrDefault(account, ""))).as("the account of the e-mail").isEqualTo(account);
        invited.remove(account);
        setActive(account, true);
        tell("assign", account);
    }

    /** Whether a POST of its e-mail is about it, and not refused. */
    boolean isAssignable(String account) {
        return !model.isActive(account) || invited.contains(account);
    }

    private void setActive(String account, boolean active) {
        model.setActive(account, active);
        deprovisioned.remove(account);
    }

    boolean isDeprovisioned(String account) {
        return deprovisioned.contains(account);
    }

    /** Who was deprovisioned is nobody to SCIM: skipped (R20). */
    private List<String> living(List<String> accounts) {
        return accounts.stream().filter(account -> !isDeprovisioned(account)).toList();
    }

    private String post(String email) {
        var known = scim("POST", "/Users", Bodies.user(email, "U", "U", "ext-" + email));
        return known.inDoubt() && known.status() == 409
                ? found(scim("GET", "/Users?filter=" + encoded("userName eq \"" + email + "\""), null), "Resources")
                : expect(known, 201).id();
    }

    void activate(String account, boolean active) {
        expect(scim("PATCH", "/Users/" + account, Bodies.replace(Map.of("active", active))), 200);
        setActive(account, active);
        tell(active ? "reactivate" : "deactivate", account);
    }

    void deprovision(String account) {
        delete("/Users/" + account);
        model.setActive(account, false);
        deprovisioned.add(account);
        model.groups().forEach(group -> model.members(group).remove(account));
        tell("deprovision", account);
    }

    String createGroup(String... members) {
        return createGroupNamed("Group " + ++named, members);
    }

    /** A Team of the name may exist: then the Group's has a suffix. */
    String createGroupNamed(String name, String... members) {
        var known = scim("POST", "/Groups", Bodies.group(name, members));
        var id = known.inDoubt() && known.status() == 409
                ? found(scim("GET", "/Groups?filter=" + encoded("displayName eq \"" + name + "\""), null), "Resources")
                : expect(known, 201).id();
        var team = expect(manage("GET", "/teams?count=1000", null), 200).answer().body().path("teams").valueStream()
                .filter(t -> t.path("groupId").asString("").equals(id)).findFirst().orElseThrow();
        groups.add(id);
        teams.put(team.path("id").asString(), team.path("name").asString());
        model.addGroup(id);
        model.addTeam(team.path("id").asString());
        model.link(team.path("id").asString(), id);
        model.members(id).addAll(living(List.of(members)));
        return tell("create group", id, members);
    }

    void addMembers(String group, List<String> accounts) {
        expect(scim("PATCH", "/Groups/" + group, Bodies.addMembers(accounts.toArray(String[]::new))), 204);
        model.members(group).addAll(living(accounts));
        tell("add to", group, accounts.toArray(String[]::new));
    }

    void removeMembers(String group, List<String> accounts) {
        remove(group, accounts);
        accounts.forEach(model.members(group)::remove);
        tell("remove from", group, accounts.toArray(String[]::new));
    }

    private void remove(String group, List<String> members) {
        var operations = members.stream()
                .map(id -> Map.of("op", "remove", "path", "members[value eq \"" + id + "\"]")).toList();
        expect(scim("PATCH", "/Groups/" + group, Map.of("schemas", List.of(PATCH), "Operations", operations)), 204);
    }

    /** All members, nested groups too, give way to these accounts. */
    void replaceMembers(String group, List<String> accounts) {
        var members = accounts.stream().map(id -> Map.of("value", id)).toList();
        expect(scim("PATCH", "/Groups/" + group, Bodies.replace("members", members)), 204);
        model.members(group).clear();
        model.children(group).clear();
        model.members(group).addAll(living(accounts));
        tell("replace in", group, accounts.toArray(String[]::new));
    }

    void nest(String parent, String child) {
        var refusal = refusal(parent, child);
        var known = scim("PATCH", "/Groups/" + parent, Bodies.addMembers(child));
        if (refusal.isPresent()) {
            expect(known, 400);
            assertThat(known.answer().body().path("detail").asString("")).isEqualTo(refusal.get());
        } else {
            expect(known, 204);
            model.children(parent).add(child);
        }
        tell("nest " + refusal.orElse(""), parent, child);
    }

    /** Why a group may not be nested in another (R19), if so. */
    private Optional<String> refusal(String parent, String child) {
        if (model.mayNest(parent, child)) {
            return Optional.empty();
        }
        return Optional.of(model.closesCycle(parent, child)
                ? "nested group would create a cycle"
                : "nested group depth exceeds 3");
    }

    void unnest(String parent, String child) {
        remove(parent, List.of(child));
        model.children(parent).remove(child);
        tell("unnest", parent, child);
    }

    void renameGroup(String group) {
        expect(scim("PATCH", "/Groups/" + group, Bodies.replace(Map.of("displayName", "Renamed " + ++named))), 204);
        tell("rename", group);
    }

    void deleteGroup(String group) {
        delete("/Groups/" + group);
        groups.remove(group);
        model.deleteGroup(group, model.broughtBy(group));
        tell("delete", group);
    }

    String createTeam() {
        var name = "Team " + ++named;
        var known = manage("POST", "/teams", Map.of("name", name));
        var id = known.inDoubt() && known.status() == 409
                ? found(manage("GET", "/teams?name=" + encoded(name), null), "teams")
                : expect(known, 201).id();
        teams.put(id, name);
        model.addTeam(id);
        return tell("create team", id);
    }

    String nameOf(String team) {
        return teams.getOrDefault(team, "");
    }

    void renameTeam(String team) {
        var name = "Team renamed " + ++named;
        expect(manage("PATCH", "/teams/" + team, Map.of("name", name)), 200);
        teams.put(team, name);
        tell("rename", team);
    }

    void byHand(String team, String account, boolean member) {
        expect(manage(member ? "PUT" : "DELETE", "/teams/" + team + "/members/" + account, null), 204);
        var _ = member ? model.byHand(team).add(account) : model.byHand(team).remove(account);
        tell(member ? "by hand" : "not by hand", team, account);
    }

    void link(String team, String group) {
        var known = manage("PUT", "/teams/" + team + "/group", Map.of("groupId", group));
        boolean free = model.groupOf(team).map(group::equals).orElse(true);
        expect(known, free ? 200 : 409);
        if (free) {
            model.link(team, group);
        }
        tell("link " + known.status(), team, group);
    }

    void unlink(String team) {
        expect(manage("DELETE", "/teams/" + team + "/group", null), 204);
        model.unlink(team);
        tell("unlink", team);
    }

    /** Every Team with those whom the management API shows in it. */
    Map<String, Set<String>> shown() {
        var shown = new TreeMap<String, Set<String>>();
        teams.keySet().forEach(team -> shown.put(team, expect(
                manage("GET", "/teams/" + team + "/members?count=1000", null), 200).answer().body().path("members")
                .valueStream().map(m -> m.path("accountId").asString())
                .collect(Collectors.toCollection(TreeSet::new))));
        return shown;
    }

    private void delete(String path) {
        var known = scim("DELETE", path, null);
        if (!known.inDoubt() || known.status() != 404) {
            expect(known, 204);
        }
    }

    private Known scim(String method, String path, @Nullable Map<String, ?> body) {
        return counted(tenant.scim().call(method, path, body));
    }

    private Known manage(String method, String path, @Nullable Map<String, ?> body) {
        return counted(tenant.management().call(method, path, body));
    }

    private Known counted(Known known) {
        doubts += known.inDoubt() ? 1 : 0;
        return known;
    }

    private static String found(Known listed, String field) {
        var all = expect(listed, 200).answer().body().path(field);
        assertThat(all.size()).as("%s", all).isEqualTo(1);
        return all.get(0).path("id").asString();
    }

    private static Known expect(Known known, int status) {
        assertThat(known.status()).as("%s", known).isEqualTo(status);
        return known;
    }

    private String tell(String what, String id, String... more) {
        told.add(Stream.concat(Stream.of(what, id), Stream.of(more)).collect(Collectors.joining(" ")));
        return id;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
