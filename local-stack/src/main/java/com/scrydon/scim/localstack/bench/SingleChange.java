package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One change of a membership: until its fact can be consumed, and until it is in effect while others go on. */
final class SingleChange {

    private static final int CALLS = 400;
    private static final double FACT_TARGET = 5;
    private static final double EFFECT_BOUND_MILLIS = 1_000;
    private static final int CONNECTIONS = 8;
    private static final double LOAD = 0.7;
    private static final int CHANGES = 4_000;
    private static final int SAMPLED = 20;

    private final Bench bench;
    private final Crowd crowd;

    SingleChange(Bench bench, Crowd crowd) {
        this.bench = bench;
        this.crowd = crowd;
    }

    List<Figure> measure() throws Exception {
        var facts = untilConsumable();
        var raw = new RawLog(bench).roundTrips(CALLS);
        return List.of(Figure.atMost("One membership change, from the HTTP answer to a consumable fact, median, "
                + "against a bare transactional round trip", "ms", facts.median(), raw.median(), FACT_TARGET),
                effect());
    }

    private Latencies untilConsumable() throws Exception {
        var group = crowd.group("Bench facts", 0);
        var account = crowd.last();
        var key = group.toString().getBytes(StandardCharsets.UTF_8);
        var latencies = new Latencies();
        try (var okta = bench.okta(); var consumer = RawLog.consumer(bench.stack().subscriber())) {
            var topic = Topic.GROUPS.topicName();
            var partitions = consumer.partitionsFor(topic).stream().map(p -> new TopicPartition(topic, p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            for (int i = 0; i < CALLS; i++) {
                OneMember.change(okta, group, i % 2 == 0 ? "add" : "remove", account);
                long answered = System.nanoTime();
                awaitKey(consumer, key);
                if (i >= CALLS / 4) {
                    latencies.add(System.nanoTime() - answered);
                }
            }
        }
        return latencies;
    }

    private static void awaitKey(KafkaConsumer<byte[], byte[]> consumer, byte[] key) {
        while (true) {
            for (var fact : consumer.poll(Duration.ofSeconds(1))) {
                if (Arrays.equals(fact.key(), key)) {
                    return;
                }
            }
        }
    }

    /** At 70 % of the rate that the whole pipeline can keep up with. */
    private Figure effect() throws Exception {
        var accounts = bench.sql().sql("""
                select id from directory.account where organisation_id = :organisation and user_name like 'crowd%'
                order by created_at desc, id desc limit :count
                """).param("organisation", bench.organisation()).param("count", 2 * CHANGES).query(UUID.class).list();
        double capacity = capacity(accounts.subList(0, CHANGES));
        var group = crowd.group("Bench effects", 0);
        var latencies = new Latencies();
        paced(group, accounts.subList(CHANGES, 2 * CHANGES), LOAD * capacity, latencies);
        return Figure.below("One membership change, from the HTTP answer to its effect, p99 at 70 % load ("
                + Figure.text(LOAD * capacity) + " changes per s)", "ms", latencies.p99(), EFFECT_BOUND_MILLIS);
    }

    /** Changes per second, counted until the last one is in effect. */
    private double capacity(List<UUID> accounts) throws Exception {
        var group = crowd.group("Bench capacity", 0);
        var team = crowd.teamOf(group);
        long began = System.nanoTime();
        try (var executor = Executors.newFixedThreadPool(CONNECTIONS); var okta = bench.okta()) {
            var running = accounts.stream().map(account -> executor.submit(() -> {
                OneMember.change(okta, group, "add", account);
                return account;
            })).toList();
            for (var one : running) {
                one.get();
            }
        }
        var sql = bench.sql();
        var _ = Bench.until(() -> sql.sql("select count(*) from membership.team_member where team_id = :team")
                .param("team", team).query(Integer.class).single() == accounts.size());
        return accounts.size() * 1e9 / (System.nanoTime() - began);
    }

    private void paced(UUID group, List<UUID> accounts, double rate, Latencies latencies) throws Exception {
        var team = crowd.teamOf(group);
        long interval = (long) (1e9 / rate);
        var sql = bench.sql();
        try (var okta = bench.okta(); var executor = Executors.newScheduledThreadPool(CONNECTIONS)) {
            var running = new ArrayList<Future<UUID>>();
            for (int i = 0; i < accounts.size(); i++) {
                var account = accounts.get(i);
                boolean sampled = i % SAMPLED == 0;
                running.add(executor.schedule(() -> {
                    OneMember.change(okta, group, "add", account);
                    if (sampled) {
                        latencies.add(untilInEffect(sql, team, account));
                    }
                    return account;
                }, i * interval, TimeUnit.NANOSECONDS));
            }
            for (var one : running) {
                one.get();
            }
        }
    }

    private static long untilInEffect(JdbcClient sql, UUID team, UUID account) throws Exception {
        return Bench.until(() -> {
            synchronized (sql) {
                return sql.sql("""
                        select exists (select from membership.team_member
                            where account_id = :account and team_id = :team)""").param("account", account)
                        .param("team", team).query(Boolean.class).single();
            }
        });
    }
}
