package com.scrydon.scim.localstack.bench;

import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.ScimUrns;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** {@code POST /Users} at 16 connections against bare JDBC doing the same statements in the same transactions. */
final class UserCreation {

    private static final int CONNECTIONS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final Duration MEASURED = Duration.ofSeconds(15);
    private static final int PAYLOAD_BYTES = 700;
    private static final double TARGET = 0.5;
    private static final String TABLES = """
            create schema if not exists bench;
            create table bench.account (like directory.account including all);
            create table bench.outbox (like directory.outbox including all)
            """;
    private static final String CANDIDATES = """
            select a.* from bench.account a where a.organisation_id = ? and a.id in (
                select id from bench.account where organisation_id = ? and external_id = ?
                union all
                select id from bench.account where organisation_id = ? and lower(email) = lower(?)
                union all
                select id from bench.account where organisation_id = ? and lower(user_name) = lower(?)
                    and deprovisioned_at is null)
            order by a.id for no key update
            """;
    private static final String INSERT = """
            insert into bench.account (id, organisation_id, kind, email, user_name, external_id, active, linked,
                attributes, version, created_at, last_modified_at)
            values (?, ?, 'person', ?, ?, ?, true, true, ?::jsonb, 1, now(), now())
            """;
    private static final String RAISE = "update bench.account set event_seq = 1 where id = ?";
    private static final String APPEND = """
            insert into bench.outbox (event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
            values (?, ?, '%s', ?, 1, '%s', ?, now())
            """.formatted(FactType.USER_PROVISIONED.topic().topicName(), FactType.USER_PROVISIONED.typeName());

    private final Bench bench;
    private final AtomicLong number = new AtomicLong();

    UserCreation(Bench bench) {
        this.bench = bench;
    }

    List<Figure> measure() throws Exception {
        bench.sql().sql(TABLES).update();
        overHttp(WARM_UP);
        bench.quiet();
        raw(Duration.ofSeconds(3));
        double ceiling = raw(MEASURED);
        double rate = overHttp(MEASURED);
        bench.quiet();
        return List.of(Figure.atLeast("`POST /Users`, 16 connections, whole pipeline running, against bare JDBC",
                "per s", rate, ceiling, TARGET));
    }

    /** One client at work until the time is over; answers how many it made. */
    @FunctionalInterface
    private interface Client {
        long work(long deadline) throws Exception;
    }

    private double together(Duration time, Client client) throws Exception {
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long began = System.nanoTime();
            long deadline = began + time.toNanos();
            var running = IntStream.range(0, CONNECTIONS)
                    .mapToObj(_ -> executor.submit(() -> client.work(deadline))).toList();
            long made = 0;
            for (Future<Long> one : running) {
                made += one.get();
            }
            return made * 1e9 / (System.nanoTime() - began);
        }
    }

    /** One client with so many connections at a time: sixteen of them would take the processors from the service. */
    private double overHttp(Duration time) throws Exception {
        try (var okta = bench.okta()) {
            return together(time, deadline -> {
                long made = 0;
                while (System.nanoTime() < deadline) {
                    Bench.call(okta, "POST", "/Users", body(number.incrementAndGet()));
                    made++;
                }
                return made;
            });
        }
    }

    private static Map<String, ?> body(long n) {
        var email = "bench" + n + "@example.com";
        return Map.of("schemas", List.of(ScimUrns.USER), "userName", email,
                "externalId", "bench" + n, "name", Map.of("givenName", "Ben", "familyName", "Ch" + n), "displayName",
                "Ben Ch" + n, "emails", List.of(Map.of("value", email, "type", "work", "primary", true)), "active",
                true);
    }

    private double raw(Duration time) throws Exception {
        return together(time, deadline -> {
            long made = 0;
            try (var connection = bench.database().getConnection()) {
                connection.setAutoCommit(false);
                while (System.nanoTime() < deadline) {
                    create(connection, number.incrementAndGet());
                    made++;
                }
            }
            return made;
        });
    }

    private void create(Connection connection, long n) throws Exception {
        var id = UuidV7.at(Instant.now());
        var organisation = bench.organisation();
        var email = "bench" + n + "@example.com";
        run(connection, CANDIDATES, organisation, organisation, "bench" + n, organisation, email, organisation, email);
        run(connection, INSERT, id, organisation, email, email, "bench" + n, """
                {"displayName":"Ben Ch","name":{"givenName":"Ben","familyName":"Ch"},
                "emails":[{"value":"%s","type":"work","primary":true}]}""".formatted(email));
        run(connection, RAISE, id);
        run(connection, APPEND, UUID.randomUUID(), organisation, id.toString(), new byte[PAYLOAD_BYTES]);
        connection.commit();
    }

    private static void run(Connection connection, String statement, Object... parameters) throws Exception {
        try (var prepared = connection.prepareStatement(statement)) {
            for (int i = 0; i < parameters.length; i++) {
                prepared.setObject(i + 1, parameters[i]);
            }
            prepared.execute();
        }
    }
}
