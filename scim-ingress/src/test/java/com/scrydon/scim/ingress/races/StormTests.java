package com.scrydon.scim.ingress.races;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.harness.RunningIngress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Everything at once on a few groups: the order of locks (docs/decisions/028-order-of-locks.md) leaves no deadlock, and no fact a gap. */
class StormTests {

    private static final RunningIngress INGRESS = RunningIngress.INSTANCE;
    private static final int OPERATIONS = 320;

    private final String unique = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void r20_r29_aMixedStormHasNoServerErrorAndNoGap() throws InterruptedException, ExecutionException {
        var users = IntStream.range(0, 12)
                .mapToObj(i -> INGRESS
                        .scim("POST", "/Users", "{\"userName\":\"s%d-%s@example.com\"}".formatted(i, unique))
                        .text("id"))
                .toList();
        var groups = IntStream.range(0, 7)
                .mapToObj(i -> INGRESS.scim("POST", "/Groups", "{\"displayName\":\"S%d %s\"}".formatted(i, unique))
                        .text("id"))
                .toList();
        var random = new Random(7);
        List<Future<Integer>> answers = new ArrayList<>();
        try (var executor = Executors.newFixedThreadPool(16)) {
            for (int i = 0; i < OPERATIONS; i++) {
                var request = request(random, users, groups);
                answers.add(executor.submit(() -> INGRESS.scim(request.method, request.path, request.body).status()));
            }
        }
        for (var answer : answers) {
            assertThat(answer.get()).isLessThan(500);
        }
        assertNobodyWhoIsGoneIsAMember();
        assertNumbersWithoutGaps();
    }

    private record Request(String method, String path, String body) {}

    private static Request request(Random random, List<String> users, List<String> groups) {
        var group = groups.get(random.nextInt(groups.size()));
        var member = random.nextInt(3) == 0
                ? groups.get(random.nextInt(groups.size()))
                : users.get(random.nextInt(users.size()));
        int kind = random.nextInt(100);
        if (kind < 2) {
            return new Request("DELETE", "/Users/" + users.get(random.nextInt(users.size())), "");
        }
        if (kind < 3) {
            return new Request("DELETE", "/Groups/" + group, "");
        }
        if (kind < 15) {
            return new Request("PATCH", "/Users/" + users.get(random.nextInt(users.size())),
                    "{\"Operations\":[{\"op\":\"replace\",\"path\":\"active\",\"value\":" + random.nextBoolean()
                            + "}]}");
        }
        if (kind < 30) {
            return new Request("PATCH", "/Groups/" + group, "{\"Operations\":[{\"op\":\"replace\",\"path\":\"members\","
                    + "\"value\":[\"" + member + "\"]}]}");
        }
        var operation = random.nextInt(3) == 0 ? "remove" : "add";
        return new Request("PATCH", "/Groups/" + group, "{\"Operations\":[{\"op\":\"" + operation
                + "\",\"path\":\"members\",\"value\":[{\"value\":\"" + member + "\"}]}]}");
    }

    private static void assertNobodyWhoIsGoneIsAMember() {
        assertThat(INGRESS.owner().sql("""
                select count(*) from directory.group_member m join directory.account a on a.id = m.account_id
                where a.deprovisioned_at is not null
                """).query(Long.class).single()).isZero();
    }

    private static void assertNumbersWithoutGaps() {
        assertThat(INGRESS.owner().sql("""
                select count(*) from (select topic, key, max(event_seq) as last, count(*) as number
                    from directory.outbox where event_seq is not null group by topic, key) k
                where k.last <> k.number
                """).query(Long.class).single()).isZero();
        assertThat(INGRESS.owner().sql("""
                select count(*) from (select key, array_agg(event_seq order by id) as by_id,
                        array_agg(event_seq order by event_seq) as by_number
                    from directory.outbox where event_seq is not null group by topic, key) k
                where k.by_id <> k.by_number
                """).query(Long.class).single()).isZero();
    }
}
