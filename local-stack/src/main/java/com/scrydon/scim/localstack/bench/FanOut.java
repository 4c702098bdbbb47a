package com.scrydon.scim.localstack.bench;

import java.time.Duration;
import java.util.List;

/** A group of 100,000 users put below a chain of three against one plain {@code INSERT … SELECT} of the same rows. */
final class FanOut {

    private static final int MEMBERS = 100_000;
    private static final double TARGET = 4;
    private static final double NANOS = 1e9;
    /** Counting takes the machine from what is measured: it begins once the last accounts of the walk are there. */
    private static final Duration SELDOM = Duration.ofMillis(100);
    private static final int LAST = 20;
    private static final String TABLE = """
            create schema if not exists bench;
            create table bench.team_member (like membership.team_member including all)
            """;
    private static final String SAME_ROWS = """
            insert into bench.team_member select * from membership.team_member where organisation_id = :organisation
            """;
    private static final String LAST_ONES = """
            select count(*) from membership.team_member m
            where m.team_id = :team and m.account_id in (
                select account_id from directory.group_member where group_id = :group order by account_id desc limit :last)
            """;
    /** Not the rows of the outbox, which are pruned once the audit index has their facts. */
    private static final String FACTS = "select coalesce(sum(event_seq), 0)::bigint from membership.account_head";
    private static final String COUNT = "select count(*) from membership.team_member where team_id = :team";

    private final Bench bench;
    private final Crowd crowd;

    FanOut(Bench bench, Crowd crowd) {
        this.bench = bench;
        this.crowd = crowd;
    }

    List<Figure> measure() throws Exception {
        crowd.growTo(MEMBERS);
        var sql = bench.sql();
        var chain = List.of(crowd.group("Bench top", 0), crowd.group("Bench middle", 0), crowd.group("Bench low", 0));
        var crowded = crowd.group("Bench crowd", MEMBERS);
        var top = crowd.teamOf(chain.getFirst());
        try (var okta = bench.okta()) {
            OneMember.change(okta, chain.get(0), "add", chain.get(1));
            OneMember.change(okta, chain.get(1), "add", chain.get(2));
            bench.quiet();
            long before = facts();
            long began = System.nanoTime();
            OneMember.change(okta, chain.get(2), "add", crowded);
            var _ = Bench.until(SELDOM, () -> sql.sql(LAST_ONES).param("team", top).param("group", crowded)
                    .param("last", LAST).query(Long.class).single() == LAST);
            var _ = Bench.until(SELDOM, () -> sql.sql(COUNT).param("team", top).query(Long.class).single() == MEMBERS);
            double converged = (System.nanoTime() - began) / NANOS;
            bench.quiet();
            double drained = (System.nanoTime() - began) / NANOS;
            double rate = (facts() - before) / drained;
            return List.of(Figure.atMost("100,000 users put below a chain of three Teams, until the last is in effect",
                    "s", converged, plain(sql.sql(TABLE)::update), TARGET),
                    Figure.atLeast("Their facts into Kafka, against a raw transactional producer", "per s", rate,
                            new RawLog(bench).recordsPerSecond(MEMBERS), 0));
        }
    }

    private double plain(Runnable prepare) {
        prepare.run();
        long began = System.nanoTime();
        bench.sql().sql(SAME_ROWS).param("organisation", bench.organisation()).update();
        return (System.nanoTime() - began) / NANOS;
    }

    private long facts() {
        return bench.sql().sql(FACTS).query(Long.class).single();
    }
}
