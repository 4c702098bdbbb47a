package com.scrydon.scim.ingress.management.organisations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code directory.organisation}. */
@Repository
class OrganisationStore {

    private static final String FIND = """
            select id, slug, name, max_users, max_groups, max_members_per_group, max_teams
            from directory.organisation where id = :id
            """;
    private static final String LOCK = FIND + "for no key update";
    private static final String INSERT = """
            insert into directory.organisation (id, slug, name) values (:id, :slug, :name) on conflict (id) do nothing
            """;
    private static final String RENAME = """
            update directory.organisation set slug = :slug, name = :name where id = :id
            """;
    private static final String CAP = """
            update directory.organisation
            set max_users = :users, max_groups = :groups, max_members_per_group = :members,
                max_teams = :teams where id = :id
            """;

    private final JdbcClient jdbc;

    OrganisationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<OrganisationRow> find(UUID id) {
        return jdbc.sql(FIND).param("id", id).query((row, _) -> read(row)).optional();
    }

    /** Locks it: one at a time changes it. */
    Optional<OrganisationRow> lock(UUID id) {
        return jdbc.sql(LOCK).param("id", id).query((row, _) -> read(row)).optional();
    }

    /** Whether it is new. */
    boolean insert(UUID id, String slug, String name) {
        return jdbc.sql(INSERT).param("id", id).param("slug", slug).param("name", name).update() > 0;
    }

    void rename(UUID id, String slug, String name) {
        jdbc.sql(RENAME).param("id", id).param("slug", slug).param("name", name).update();
    }

    void cap(UUID id, OwnCaps caps) {
        jdbc.sql(CAP).param("id", id).param("users", caps.users()).param("groups", caps.groups())
                .param("members", caps.membersPerGroup()).param("teams", caps.teams()).update();
    }

    private static OrganisationRow read(ResultSet row) throws SQLException {
        return new OrganisationRow(row.getObject("id", UUID.class), row.getString("slug"), row.getString("name"),
                new OwnCaps(row.getObject("max_users", Long.class), row.getObject("max_groups", Long.class),
                        row.getObject("max_members_per_group", Long.class), row.getObject("max_teams", Long.class)));
    }
}
