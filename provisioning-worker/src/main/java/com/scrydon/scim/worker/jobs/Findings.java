package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.worker.applying.PlanByIndex;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How accounts differ from the definition, and the first differences that a job found. */
@Repository
class Findings {

    /** Remembered of one job. */
    static final int MOST_KEPT = 1_000;

    static final String DIFFERENCE = """
            select account_id, team_id, gained as missing from membership.difference(:accounts::uuid[])
            order by account_id, team_id limit :most
            """;
    private static final String KEEP = """
            insert into membership.job_finding (job_id, account_id, team_id, missing)
            select :job, f.account_id, f.team_id, f.missing
            from unnest(:accounts::uuid[], :teams::uuid[], :missing::boolean[]) f (account_id, team_id, missing)
            on conflict do nothing
            """;
    private static final String PAGE = """
            select f.account_id, a.email, f.team_id, t.name as team_name, f.missing
            from membership.job_finding f
            left join directory.account a on a.id = f.account_id
            left join directory.team t on t.id = f.team_id
            where f.job_id = :job and (f.account_id, f.team_id) > (:account, :team)
            order by f.account_id, f.team_id limit :limit
            """;

    private final JdbcClient jdbc;

    Findings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A difference with the names of now.
     *
     * @param email empty if the directory does not know the account any more
     * @param teamName empty if the Team is deleted
     */
    record Named(UUID accountId, String email, UUID teamId, String teamName, boolean missing) {}

    /** For the rest of this transaction; the first thing in it. */
    void planByIndex() {
        PlanByIndex.inTransaction(jdbc);
    }

    /** The first of them in the order of accounts and Teams, at most so many. */
    List<Difference> of(List<UUID> accounts, int most) {
        return jdbc.sql(DIFFERENCE).param("accounts", accounts.toArray(UUID[]::new)).param("most", most)
                .query((row, _) -> new Difference(row.getObject("account_id", UUID.class),
                        row.getObject("team_id", UUID.class), row.getBoolean("missing")))
                .list();
    }

    void keep(UUID job, List<Difference> differences) {
        if (!differences.isEmpty()) {
            jdbc.sql(KEEP).param("job", job)
                    .param("accounts", differences.stream().map(Difference::accountId).toArray(UUID[]::new))
                    .param("teams", differences.stream().map(Difference::teamId).toArray(UUID[]::new))
                    .param("missing", differences.stream().map(Difference::missing).toArray(Boolean[]::new)).update();
        }
    }

    /** Those after one, at most so many. */
    List<Named> page(UUID job, UUID afterAccount, UUID afterTeam, int limit) {
        return jdbc.sql(PAGE).param("job", job).param("account", afterAccount).param("team", afterTeam)
                .param("limit", limit)
                .query((row, _) -> new Named(row.getObject("account_id", UUID.class), text(row.getString("email")),
                        row.getObject("team_id", UUID.class), text(row.getString("team_name")),
                        row.getBoolean("missing")))
                .list();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
