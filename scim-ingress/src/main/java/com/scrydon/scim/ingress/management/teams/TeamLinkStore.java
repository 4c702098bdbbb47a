package com.scrydon.scim.ingress.management.teams;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Column {@code directory.team.group_id}; changed under the locks of the Group, then of the Team. */
@Repository
class TeamLinkStore {

    private static final String FED_BY = """
            select id from directory.team where organisation_id = :organisation and group_id = :group
            """;
    private static final String SET = """
            update directory.team set group_id = :group where organisation_id = :organisation and id = :team
            """;

    private final JdbcClient jdbc;

    TeamLinkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The one Team that the Group feeds, if any. */
    Optional<UUID> fedBy(UUID organisation, UUID group) {
        return jdbc.sql(FED_BY).param("organisation", organisation).param("group", group).query(UUID.class)
                .optional();
    }

    void set(UUID organisation, UUID team, @Nullable UUID group) {
        var _ = jdbc.sql(SET).param("organisation", organisation).param("team", team).param("group", group).update();
    }
}
