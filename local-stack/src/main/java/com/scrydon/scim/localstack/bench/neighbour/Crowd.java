package com.scrydon.scim.localstack.bench.neighbour;

import com.scrydon.scim.localstack.demo.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What makes an organisation dear to ask about: big users, and groups that many are in. */
public final class Crowd {

    private static final int BIG_USERS = 60;
    private static final int MEMBERS = 2_000;
    private static final int GROUPS = 10;
    private static final int VALUES = 1_000;
    private static final int MOST_USERS = 10_000;
    private static final int MOST_GROUPS = 15;
    private static final List<String> LONG = List.of("phoneNumbers", "ims", "photos", "entitlements", "roles",
            "x509Certificates");

    private final Organisation organisation;
    private final List<String> users = new ArrayList<>();
    private String bigUser = "";
    private String group = "";
    private String team = "";

    private Crowd(Organisation organisation) {
        this.organisation = organisation;
    }

    /** Made through the APIs, in an organisation that had nobody; its caps leave little room for more. */
    public static Crowd of(Organisation organisation) {
        var crowd = new Crowd(organisation);
        try (var scim = organisation.scim(); var management = organisation.management()) {
            crowd.makeUsers(scim);
            crowd.makeGroups(scim);
            crowd.team = Organisation.call(management, "GET", "/teams?name=Crowd%20" + (GROUPS - 1), null).body()
                    .path("teams").path(0).path("id").asString("");
            var _ = Organisation.call(management, "PUT", "/organisations/" + organisation.id() + "/caps",
                    Map.of("users", MOST_USERS, "groups", MOST_GROUPS));
        }
        return crowd;
    }

    private void makeUsers(Caller scim) {
        var value = List.of(Map.of("value", "1f"));
        for (int i = 0; i < BIG_USERS; i++) {
            var body = new java.util.HashMap<String, Object>(Map.of("userName", "big-" + i + "@example.com"));
            var values = IntStream.range(0, VALUES).mapToObj(n -> value.getFirst()).toList();
            LONG.forEach(attribute -> body.put(attribute, values));
            bigUser = Organisation.call(scim, "POST", "/Users", body).id();
            users.add(bigUser);
        }
        users.addAll(ManyUsers.make(scim, MEMBERS));
    }

    private void makeGroups(Caller scim) {
        var members = users.stream().map(id -> Map.of("value", id)).toList();
        for (int i = 0; i < GROUPS; i++) {
            group = Organisation.call(scim, "POST", "/Groups", Map.of("displayName", groupName(i), "members", members))
                    .id();
        }
    }

    private static String groupName(int i) {
        return "Crowd " + i;
    }

    String organisation() {
        return organisation.id().toString();
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
