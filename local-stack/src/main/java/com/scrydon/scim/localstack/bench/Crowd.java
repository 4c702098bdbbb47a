package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.eventlog.outbox.UuidV7;
import java.time.Instant;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Many rows at once, as if provisioned long ago: without facts, since nobody waits for them. */
final class Crowd {

    private static final String USERS = """
            insert into directory.account (organisation_id, kind, email, email_key, user_name, user_name_key, external_id, active, linked,
                attributes, version, created_at, last_modified_at)
            select :organisation, 'person', 'crowd' || n || '@example.com', 'crowd' || n || '@example.com',
                'crowd' || n || '@example.com', 'crowd' || n || '@example.com',
                'ext' || n, true, true, jsonb_build_object('displayName', 'Crowd ' || n,
                    'name', jsonb_build_object('givenName', 'Crowd', 'familyName', n::text),
                    'emails', jsonb_build_array(jsonb_build_object('value', 'crowd' || n || '@example.com',
                        'type', 'work', 'primary', true))), 1, now(), now()
            from generate_series(:from, :to) n
            """;
    private static final String GROUP = """
            with grouped as (
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (:id, :organisation, :name, now(), now()) returning id)
            insert into directory.team (id, organisation_id, name, group_id, created_at)
            select :team, :organisation, :name, id, now() from grouped
            """;
    private static final String MEMBERS = """
            insert into directory.group_member (organisation_id, group_id, account_id, added_at)
            select organisation_id, :group, id, now() from directory.account
            where organisation_id = :organisation and user_name like 'crowd%' order by created_at, id limit :count
            """;

    private final JdbcClient sql;
    private final UUID organisation;
    private int users;

    Crowd(Bench bench) {
        this.sql = bench.sql();
        this.organisation = bench.organisation();
    }

    /** Grows to so many users, if there are fewer; the planner knows of them afterwards. */
    void growTo(int size) {
        if (size <= users) {
            return;
        }
        sql.sql(USERS).param("organisation", organisation).param("from", users + 1).param("to", size).update();
        users = size;
        analyze();
    }

    /** A group of the first so many users, with its Team. */
    UUID group(String name, int members) {
        var id = UuidV7.at(Instant.now());
        sql.sql(GROUP).param("id", id).param("team", UuidV7.at(Instant.now())).param("organisation", organisation)
                .param("name", name).update();
        sql.sql(MEMBERS).param("group", id).param("organisation", organisation).param("count", members).update();
        analyze();
        return id;
    }

    UUID teamOf(UUID group) {
        return sql.sql("select id from directory.team where group_id = :group").param("group", group)
                .query(UUID.class).single();
    }

    /** Id of the last user, who is in no group made by {@link #group} unless that has everybody. */
    UUID last() {
        return sql.sql("select id from directory.account where organisation_id = :organisation and user_name = :name")
                .param("organisation", organisation).param("name", "crowd" + users + "@example.com")
                .query(UUID.class).single();
    }

    String userName(int number) {
        return "crowd" + number + "@example.com";
    }

    private void analyze() {
        for (var table : new String[]{"account", "scim_group", "group_member"}) {
            sql.sql("vacuum analyze directory." + table).update();
        }
    }
}
