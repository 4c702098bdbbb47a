package com.scrydon.scim.ingress.caps;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Table {@code directory.cap_usage}. A shard's share of a cap is what lies between {@code cap * shard / shards} and
 * {@code cap * (shard + 1) / shards}: the shares of all shards add up to the cap, so that as long as no shard takes more than
 * its share, all together never pass the cap, without looking at each other.
 */
@Repository
class UsageStore {

    /** More than an instance has connections: a free shard is there for nearly everybody. */
    static final int SHARDS = 32;

    private static final String CAP = """
            coalesce((select case :kind when 'users' then o.max_users else o.max_groups end
                      from directory.organisation o where o.id = :organisation), :cap)
            """;
    /** Takes one of the share of a shard that nobody else has locked; the CTE keeps it from being looked for twice. */
    private static final String TAKE_FREE = """
            with cap as materialized (select %1$s as most),
            free as materialized (
                select u.shard from directory.cap_usage u, cap
                where u.organisation_id = :organisation and u.kind = :kind
                    and u.used < cap.most * (u.shard + 1) / %2$d - cap.most * u.shard / %2$d
                limit 1 for no key update of u skip locked)
            update directory.cap_usage u set used = u.used + 1 from free
            where u.organisation_id = :organisation and u.kind = :kind and u.shard = free.shard
            """.formatted(CAP, SHARDS);
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
            insert into directory.cap_usage (organisation_id, kind, shard, used)
            select :organisation, :kind, s, case when s > 0 then 0 when :kind = 'users' then
                (select count(*) from directory.account where organisation_id = :organisation and kind = 'person'
                    and deprovisioned_at is null)
                else (select count(*) from directory.scim_group where organisation_id = :organisation) end
            from generate_series(0, %d) s
            returning used
            """.formatted(SHARDS - 1);
    private static final String SPREAD = """
            update directory.cap_usage set used = :total * (shard + 1) / %1$d - :total * shard / %1$d
            where organisation_id = :organisation and kind = :kind
            """.formatted(SHARDS);

    private final JdbcClient jdbc;

    UsageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean takeFree(UUID organisation, CapKind kind, long cap) {
        return of(TAKE_FREE, organisation, kind).param("cap", cap).update() == 1;
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
        return of(COUNT_ANEW, organisation, kind).query(Long.class).list().stream().mapToLong(Long::longValue).sum();
    }

    void spread(UUID organisation, CapKind kind, long total) {
        of(SPREAD, organisation, kind).param("total", total).update();
    }

    private JdbcClient.StatementSpec of(String statement, UUID organisation, CapKind kind) {
        return jdbc.sql(statement).param("organisation", organisation).param("kind", kind.wireName());
    }
}
