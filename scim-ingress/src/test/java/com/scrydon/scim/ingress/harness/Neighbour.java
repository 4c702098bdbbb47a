package com.scrydon.scim.ingress.harness;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** An organisation that has one of everything: what another one must never see, change or even notice. */
public record Neighbour(Tenant tenant, String unique, Map<String, String> ids) {

    /** Kinds of ids, as {@link #ids} names them. */
    public static final List<String> KINDS = List.of("user", "group", "team", "account", "token", "organisation");

    public Neighbour {
        ids = Map.copyOf(ids);
    }

    public static Neighbour in(RunningIngress ingress) {
        var tenant = ingress.tenant();
        var unique = UUID.randomUUID().toString().substring(0, 8);
        var user = tenant.create("/Users", OktaBodies.user("n-" + unique + "@example.com", "ext-" + unique));
        var group = tenant.create("/Groups", OktaBodies.group("Neighbours " + unique, user));
        return new Neighbour(tenant, unique, Map.of("user", user, "group", group, "team",
                made(tenant, "/teams", "{\"name\":\"Team " + unique + "\"}"), "account",
                made(tenant, "/accounts", "{\"email\":\"a-" + unique
                        + "@example.com\",\"displayName\":\"A\",\"kind\":\"person\"}"),
                "token", made(tenant, "/tokens", "{\"label\":\"n\",\"scopes\":[\"users:read\"]}"), "organisation",
                tenant.organisation().toString()));
    }

    private static String made(Tenant tenant, String path, String body) {
        var answer = tenant.ingress().managementOf(tenant.organisation(), "POST", path, body);
        if (answer.status() != 201) {
            throw new AssertionError(answer.raw().body());
        }
        return answer.text("id");
    }

    public String id(String kind) {
        var id = ids.get(kind);
        if (id == null) {
            throw new AssertionError("no id of kind " + kind);
        }
        return id;
    }

    /** Everything this organisation holds, as its own admins see it; changes if anybody touched any of it. */
    public String everything() {
        var sql = tenant.ingress().owner();
        return List.of("account", "scim_group", "group_member", "group_nesting", "team", "team_member_by_hand",
                "team_member_kept", "token", "outbox").stream()
                .map(table -> table + sql.sql("select coalesce(jsonb_agg(to_jsonb(t) - 'last_used_at'"
                        + " order by to_jsonb(t)::text), '[]')::text from directory." + table
                        + " t where organisation_id = :o").param("o", tenant.organisation()).query(String.class)
                        .single())
                .collect(Collectors.joining("\n"));
    }
}
