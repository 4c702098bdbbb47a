package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** What makes an organisation dear to ask about: big users, and groups that many are in. */
final class Crowd {

    private static final int BIG_USERS = 60;
    private static final int MEMBERS = 2_000;
    private static final int AT_ONCE = 500;
    private static final int GROUPS = 10;
    private static final int VALUES = 1_000;
    private static final List<String> LONG = List.of("phoneNumbers", "ims", "photos", "entitlements", "roles",
            "x509Certificates");

    private final Tenant tenant;
    private final List<String> users = new ArrayList<>();
    private String bigUser = "";
    private String group = "";
    private String team = "";

    private Crowd(Tenant tenant) {
        this.tenant = tenant;
    }

    static Crowd of(Tenant tenant) {
        var crowd = new Crowd(tenant);
        crowd.makeUsers();
        crowd.makeGroups();
        return crowd;
    }

    private void makeUsers() {
        var value = List.of(Map.of("value", "1f"));
        for (int i = 0; i < BIG_USERS; i++) {
            var body = new java.util.HashMap<String, Object>(Map.of("userName", "big-" + i + "@example.com"));
            var values = IntStream.range(0, VALUES).mapToObj(n -> value.getFirst()).toList();
            LONG.forEach(attribute -> body.put(attribute, values));
            bigUser = made(tenant.scim().call("POST", "/Users", body).answer().body());
            users.add(bigUser);
        }
        for (int from = 0; from < MEMBERS; from += AT_ONCE) {
            int first = from;
            var operations = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> Map.of("method", "POST", "path", "/Users", "bulkId",
                            "u" + i, "data", Map.of("userName", "m-" + (first + i) + "@example.com")))
                    .toList();
            var answer = tenant.scim().call("POST", "/Bulk", Map.of("Operations", operations)).answer().body();
            answer.path("Operations").forEach(done -> {
                var location = done.path("location").asString("");
                users.add(location.substring(location.lastIndexOf('/') + 1));
            });
        }
        assertThat(users).hasSize(BIG_USERS + MEMBERS).allSatisfy(id -> assertThat(UUID.fromString(id)).isNotNull());
    }

    private void makeGroups() {
        var members = users.stream().map(id -> Map.of("value", id)).toList();
        for (int i = 0; i < GROUPS; i++) {
            group = made(tenant.scim().call("POST", "/Groups", Map.of("displayName", groupName(i), "members", members))
                    .answer().body());
        }
        team = tenant.management().call("GET", "/teams?name=Crowd%20" + (GROUPS - 1), null).answer().body()
                .path("teams")
                .path(0).path("id").asString("");
    }

    private static String made(JsonNode body) {
        return body.path("id").asString("");
    }

    private static String groupName(int i) {
        return "Crowd " + i;
    }

    String organisation() {
        return tenant.organisation().toString();
    }

    String bigUser() {
        return bigUser;
    }

    /** One of ten that everybody is in. */
    String group() {
        return group;
    }

    String groupName() {
        return groupName(GROUPS - 1);
    }

    String team() {
        return team;
    }

    /** All, as a JSON array of members. */
    String members() {
        return users.stream().map(id -> "{\"value\":\"" + id + "\"}").collect(Collectors.joining(",", "[", "]"));
    }
}
