package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A token ends in every process within a second, whichever process is told so: two of the ingress, and the audit API (R2). */
@Tag("R2")
class RevocationEndToEnd {

    private static final Duration PROMISE = Duration.ofSeconds(1);
    private static final TestStack STACK = TestStack.INSTANCE;
    private static final int ROUNDS = 3;
    private static final int CLIENTS = 4;
    private static final String USERS = "/Users?count=0";

    private static SecondIngress second;
    private static Tenant tenant;

    @BeforeAll
    static void start() throws IOException {
        second = new SecondIngress(STACK);
        tenant = Tenant.on(STACK);
    }

    @AfterAll
    static void stop() {
        tenant.close();
        second.close();
    }

    /** One process of the ingress. */
    record Instance(String name, String managementUrl, String scimUrl) {

        Caller management() {
            return Caller.likeTheProduct(managementUrl, tenant.adminToken());
        }

        Caller scim(Minted token) {
            return Caller.likeOkta(scimUrl, token.raw());
        }

        TokenWatch watch(Minted token) {
            return new TokenWatch(scim(token), USERS);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    record Minted(String id, String raw) {}

    private static Instance one() {
        return new Instance("the first", STACK.file().managementUrl(), STACK.file().scimBaseUrl());
    }

    private static Instance other() {
        return new Instance("the second", second.insteadOf(STACK.file().managementUrl()),
                second.insteadOf(STACK.file().scimBaseUrl()));
    }

    static Stream<List<Instance>> directions() {
        return Stream.of(List.of(one(), other()), List.of(other(), one()));
    }

    private static Minted mint(Instance through) throws Exception {
        try (var management = through.management()) {
            var made = management.call("POST", "/tokens",
                    Map.of("label", "to end", "scopes", List.of("users:read", "audit:read"), "ratePerSecond", 0));
            assertThat(made.status()).as("%s", made).isEqualTo(201);
            return new Minted(made.id(), made.body().path("token").asString());
        }
    }

    /** Answers when the process had answered. */
    private static long revoke(Instance through, Minted token) throws Exception {
        try (var management = through.management()) {
            assertThat(management.call("DELETE", "/tokens/" + token.id(), null).status()).isEqualTo(204);
            return System.nanoTime();
        }
    }

    private static void endsInTime(String what, TokenWatch watch, long endedNanos) {
        var late = watch.lastGoodAfter(endedNanos);
        System.out.printf("%s: %d requests, last good one began %d ms after the end of the token%n", what,
                watch.size(), late.toMillis());
        assertThat(late).as(what).isLessThan(PROMISE);
    }

    /** After the second: whatever is kept where, it is good nowhere. */
    private static void isGoodNowhere(Minted token, long endedNanos) throws Exception {
        awaitPromised(endedNanos);
        for (var instance : List.of(one(), other())) {
            try (var scim = instance.scim(token)) {
                assertThat(scim.call("GET", USERS, null).status()).as(instance.name()).isIn(401, 429);
            }
        }
    }

    private static void awaitPromised(long endedNanos) {
        Eventually.within(PROMISE.multipliedBy(2), () -> assertThat(Duration.ofNanos(System.nanoTime() - endedNanos))
                .isGreaterThan(PROMISE));
    }

    @ParameterizedTest(name = "through {0}")
    @MethodSource("directions")
    void r2_aTokenRevokedThroughOneProcessEndsInTheOtherWithinASecond(List<Instance> direction) throws Exception {
        var through = direction.getFirst();
        var seenBy = direction.getLast();
        for (int round = 0; round < ROUNDS; round++) {
            var token = mint(through);
            try (var there = seenBy.watch(token); var here = through.watch(token)) {
                long revoked = revoke(through, token);
                endsInTime("revoked through " + through + ", seen by " + seenBy, there, revoked);
                endsInTime("revoked through " + through + ", seen by it", here, revoked);
                isGoodNowhere(token, revoked);
            }
        }
    }

    @ParameterizedTest(name = "through {0}")
    @MethodSource("directions")
    void r2_aValueRotatedThroughOneProcessEndsInTheOtherWithinASecondAndTheNewOneIsGoodAtOnce(
            List<Instance> direction) throws Exception {
        var through = direction.getFirst();
        var seenBy = direction.getLast();
        var token = mint(through);
        try (var there = seenBy.watch(token); var management = through.management()) {
            var rotated = management.call("POST", "/tokens/" + token.id() + "/rotate", null);
            long ended = System.nanoTime();
            assertThat(rotated.status()).as("%s", rotated).isEqualTo(200);
            var next = new Minted(token.id(), rotated.body().path("token").asString());
            try (var scim = seenBy.scim(next)) {
                assertThat(scim.call("GET", USERS, null).status()).isEqualTo(200);
                endsInTime("rotated through " + through + ", seen by " + seenBy, there, ended);
                isGoodNowhere(token, ended);
                assertThat(scim.call("GET", USERS, null).status()).isEqualTo(200);
            }
        }
    }

    @Test
    void r2_aProcessThatWasFrozenDuringTheRevocationLetsNobodyInWhenItThaws() throws Exception {
        var token = mint(one());
        var watches = new ArrayList<TokenWatch>();
        var late = new ArrayList<Future<Integer>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor(); var scim = other().scim(token)) {
            IntStream.range(0, CLIENTS).forEach(_ -> watches.add(other().watch(token)));
            long revoked = whileFrozen(() -> {
                long ended = revoke(one(), token);
                awaitPromised(ended);
                IntStream.range(0, CLIENTS)
                        .forEach(_ -> late.add(clients.submit(() -> scim.call("GET", USERS, null).status())));
                return ended;
            });
            for (var status : late) {
                assertThat(status.get()).isIn(401, 429);
            }
            for (var watch : watches) {
                endsInTime("frozen during the revocation", watch, revoked);
            }
        } finally {
            watches.forEach(TokenWatch::close);
        }
    }

    private static long whileFrozen(Callable<Long> change) throws Exception {
        TestStack.signal("STOP", second.pid());
        try {
            return change.call();
        } finally {
            TestStack.signal("CONT", second.pid());
        }
    }

    @Test
    void r2_theAuditApiRefusesARevokedTokenWithinASecond() throws Exception {
        var token = mint(one());
        try (var watch = new TokenWatch(Caller.likeTheProduct(STACK.file().auditUrl(), token.raw()),
                "/records?count=1")) {
            endsInTime("revoked through the second, seen by the audit API", watch, revoke(other(), token));
        }
    }
}
