package com.scrydon.scim.ingress.changes.admission;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Table {@code directory.cap_usage}. Each shard has a share of the cap, and the shares of all shards add up to it: as long as
 * no shard takes more than its share, all together never pass the cap, without looking at each other.
 */
@Repository
class UsageStore {

    /** More than an instance has connections: a free shard is there for nearly everybody. */
    static final int SHARDS = 32;

    private static final String CAP = """
            coalesce((select case :kind when 'users' then o.max_users when 'groups' then o.max_groups
                          else o.max_teams end from directory.organisation o where o.id = :organisation), :cap)
            """;
    private static final String TAKE_FREE = "select directory.take_free_of_cap(:organisation, :kind, " + CAP + ")";
    /** Any shard will do, so that none is locked in vain; the CTE keeps it from being looked for twice. */
    private static final String GIVE_FREE = """
            with free as materialized (
                select shard from directory.cap_usage where organisation_id = :organisation and kind = :kind
                limit 1 for no key update skip locked)
            update directory.cap_usage u set used = u.used - 1 from free
            where u.organisation_id = :organisation and u.kind = :kind and u.shard = free.shard
            """;
    /** One at a time looks at all shards, so that those who do never wait for each other in a circle. */
    private static final String LOCK_LINE = """
            select pg_advisory_xact_lock(hashtextextended(:organisation::text || :kind, 11))
            """;
    private static final String LOCK_ALL = """
            select used from directory.cap_usage where organisation_id = :organisation and kind = :kind
            order by shard for no key update
            """;
    private static final String READ_CAP = "select " + CAP;
    /** What the running transaction itself has added or ended counts too. */
    private static final String COUNT_ANEW = """
            select case :kind
                when 'users' then (select count(*) from directory.account where organisation_id = :organisation
                    and kind = 'person' and deprovisioned_at is null)
                when 'groups' then (select count(*) from directory.scim_group where organisation_id = :organisation)
                else (select count(*) from directory.team where organisation_id = :organisation) end
            """;
    /** Fills one share after the other, so that none is ever passed; what is over the cap, or below zero, is on the first. */
    private static final String SPREAD = """
            insert into directory.cap_usage (organisation_id, kind, shard, used, most, cap)
            select :organisation, :kind, s.shard,
                least(greatest(:total - s.before, 0), s.most)
                    + case s.shard when 0 then least(:total, 0) + greatest(:total - :cap, 0) else 0 end,
                s.most, :cap
            from (select shard, :cap * shard / %1$d as before,
                      :cap * (shard + 1) / %1$d - :cap * shard / %1$d as most
                  from generate_series(0, %2$d) shard) s
            on conflict (organisation_id, kind, shard)
                do update set used = excluded.used, most = excluded.most, cap = excluded.cap
            """.formatted(SHARDS, SHARDS - 1);

    private final JdbcClient jdbc;

    UsageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean takeFree(UUID organisation, CapKind kind, long cap) {
        return of(TAKE_FREE, organisation, kind).param("cap", cap).query(Boolean.class).single();
    }

    boolean giveFree(UUID organisation, CapKind kind) {
        return of(GIVE_FREE, organisation, kind).update() == 1;
    }

    void standInLine(UUID organisation, CapKind kind) {
        var _ = of(LOCK_LINE, organisation, kind).query((_, _) -> true).single();
    }

    /** Waits for all who use a shard, and says how many each has; nothing if the organisation was never counted. */
    List<Long> lockAll(UUID organisation, CapKind kind) {
        return of(LOCK_ALL, organisation, kind).query(Long.class).list();
    }

    long cap(UUID organisation, CapKind kind, long cap) {
        return of(READ_CAP, organisation, kind).param("cap", cap).query(Long.class).single();
    }

    /** Counts what there is, by those in line only. */
    long countAnew(UUID organisation, CapKind kind) {
        return of(COUNT_ANEW, organisation, kind).query(Long.class).single();
    }

    /** Gives every shard its share of the cap, and spreads what is used over them: by those in line only. */
    void spread(UUID organisation, CapKind kind, long total, long cap) {
        of(SPREAD, organisation, kind).param("total", total).param("cap", cap).update();
    }

    private JdbcClient.StatementSpec of(String statement, UUID organisation, CapKind kind) {
        return jdbc.sql(statement).param("organisation", organisation).param("kind", kind.wireName());
    }
}
