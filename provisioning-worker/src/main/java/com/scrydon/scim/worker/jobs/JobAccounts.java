package com.scrydon.scim.worker.jobs;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Walks the accounts of a scope in the order of ids; what one chunk costs does not grow with the scope. */
@Repository
class JobAccounts {

    /** Also whom the directory forgot, as after it came back older: what is in effect of them is too much. */
    static final String OF_ORGANISATION = """
            (select id from directory.account
             where organisation_id = :organisation and id > :after order by id limit :limit)
            union
            (select account_id from membership.account_head
             where organisation_id = :organisation and account_id > :after order by account_id limit :limit)
            order by 1 limit :limit
            """;
    /** Each branch ends after a chunk: none sorts a whole Team for the next few of it. */
    static final String OF_TEAM = """
            with fed_by as materialized (
                select b.group_id from directory.team t
                cross join lateral directory.groups_at_or_below(array[t.group_id]) b
                where t.id = :team and t.organisation_id = :organisation and t.group_id is not null)
            (select m.account_id from membership.team_member m
             where m.team_id = :team and m.organisation_id = :organisation and m.account_id > :after
             order by m.account_id limit :limit)
            union
            (select h.account_id from directory.team_member_by_hand h
             where h.team_id = :team and h.organisation_id = :organisation and h.account_id > :after
             order by h.account_id limit :limit)
            union
            (select k.account_id from directory.team_member_kept k
             where k.team_id = :team and k.organisation_id = :organisation and k.account_id > :after
             order by k.account_id limit :limit)
            union
            (select d.account_id from fed_by f
             cross join lateral (
                select g.account_id from directory.group_member g
                where g.group_id = f.group_id and g.account_id > :after order by g.account_id limit :limit) d)
            order by 1 limit :limit
            """;
    /** Whether so many Groups feed the Team that a step had better not look into each. */
    private static final String FED_BY_MANY = """
            select count(*) > :most from (
                select from directory.team t
                cross join lateral directory.groups_at_or_below(array[t.group_id]) b
                where t.id = :team and t.organisation_id = :organisation and t.group_id is not null
                limit :most + 1) g
            """;
    private static final String ONE = """
            select :account::uuid where :account::uuid > :after and exists (
                select from directory.account where organisation_id = :organisation and id = :account
                union all
                select from membership.account_head where organisation_id = :organisation and account_id = :account)
            """;

    /** Groups that feed a Team past which its job looks at the whole organisation: dearer in all, and never in a step. */
    private static final int MOST_GROUPS = 50;

    private final JdbcClient jdbc;

    JobAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next of them, at most so many; fewer only at the end. */
    List<UUID> after(UUID organisation, Scope scope, UUID after, int limit) {
        var statement = switch (scope) {
            case Scope.Account(var account) -> jdbc.sql(ONE).param("account", account);
            case Scope.Team(var team) when !isFedByMany(organisation, team) ->
                jdbc.sql(OF_TEAM).param("team", team).param("limit", limit);
            case Scope.Team _,Scope.Organisation _ -> jdbc.sql(OF_ORGANISATION).param("limit", limit);
        };
        return statement.param("organisation", organisation).param("after", after).query(UUID.class).list();
    }

    private boolean isFedByMany(UUID organisation, UUID team) {
        return jdbc.sql(FED_BY_MANY).param("team", team).param("organisation", organisation).param("most", MOST_GROUPS)
                .query(Boolean.class).single();
    }
}
