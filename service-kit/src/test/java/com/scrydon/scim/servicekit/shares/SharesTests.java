package com.scrydon.scim.servicekit.shares;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is shared out, to whom and when. */
class SharesTests {

    private static final Duration AT_ONCE = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);

    private final Shares shares = new Shares(24, 2, 1_000);

    private List<Shares.Share> takeAll(String owner, Need need) {
        return Stream.generate(() -> shares.take(owner, 1, need, AT_ONCE)).takeWhile(Optional::isPresent)
                .map(Optional::orElseThrow).toList();
    }

    @Test
    void r4_aloneOneMayHaveAllButTheReserveAndARemovalEvenThat() {
        assertThat(takeAll("a", Need.SHORT)).hasSize(22);
        assertThat(takeAll("b", Need.SHORT)).isEmpty();
        assertThat(takeAll("b", Need.REMOVAL)).hasSize(2);
        assertThat(shares.used()).isEqualTo(24);
    }

    @Test
    void whatIsSlowNeverHasMoreThanAQuarter() {
        assertThat(takeAll("a", Need.SLOW)).hasSize(6);
        assertThat(takeAll("b", Need.SLOW)).hasSize(6);
        assertThat(takeAll("a", Need.SHORT)).hasSize(10);
    }

    @Test
    void whoHasAllGetsNoMoreWhileOthersWait() throws Exception {
        var all = new ArrayList<>(takeAll("a", Need.SHORT));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var b = threads.submit(() -> shares.take("b", 1, Need.SHORT, LONG));
            awaitLine(1);
            var more = threads.submit(() -> shares.take("a", 1, Need.SHORT, LONG));
            awaitLine(2);
            all.removeLast().close();
            assertThat(b.get(10, TimeUnit.SECONDS)).as("b came first").isPresent();
            var c = threads.submit(() -> shares.take("c", 1, Need.SHORT, LONG));
            awaitLine(2);
            all.removeLast().close();
            assertThat(c.get(10, TimeUnit.SECONDS)).as("c came after a, who has more than a quarter").isPresent();
            all.removeLast().close();
            assertThat(more.get(10, TimeUnit.SECONDS)).as("nobody else waits").isPresent();
        }
    }

    @Test
    void whoseShareIsUsedUpHoldsNobodyElseUp() throws Exception {
        var six = takeAll("a", Need.SLOW);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> waiting = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                waiting.add(threads.submit(() -> {
                    var share = shares.take("a", 1, Need.SLOW, LONG);
                    share.ifPresent(Shares.Share::close);
                    return share.isPresent();
                }));
            }
            awaitLine(50);
            assertThat(shares.take("b", 1, Need.SLOW, AT_ONCE)).isPresent();
            six.forEach(Shares.Share::close);
            for (var one : waiting) {
                assertThat(one.get(10, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(shares.used()).isEqualTo(1);
    }

    @Test
    void whoWaitsForTooLongOrWithTooManyOfItsOwnIsRefused() throws Exception {
        var narrow = new Shares(4, 0, 1);
        var held = narrow.take("a", 4, Need.SHORT, AT_ONCE).orElseThrow();
        assertThat(narrow.take("a", 1, Need.SHORT, Duration.ofMillis(20))).isEmpty();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> narrow.take("a", 1, Need.SHORT, LONG));
            while (narrow.waiting() < 1) {
                Thread.onSpinWait();
            }
            assertThat(narrow.take("a", 1, Need.SHORT, LONG)).as("at once").isEmpty();
            held.close();
            assertThat(one.get(10, TimeUnit.SECONDS)).isPresent();
        }
    }

    @Test
    void givenBackTwiceCountsOnce() {
        var share = shares.take("a", 3, Need.SHORT, AT_ONCE).orElseThrow();
        assertThat(shares.used()).isEqualTo(3);
        share.close();
        share.close();
        assertThat(shares.used()).isZero();
    }

    @Test
    void whateverComesAndGoesTheBoundsHoldAndAllIsGivenBack() throws Exception {
        long seed = Long.getLong("scim.shares.seed", System.nanoTime());
        System.out.println("scim.shares.seed=" + seed);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> done = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                var random = new Random(seed + i);
                done.add(threads.submit(() -> {
                    boolean within = true;
                    for (int round = 0; round < 20; round++) {
                        var need = List.copyOf(EnumSet.allOf(Need.class)).get(random.nextInt(3));
                        var owner = "o" + random.nextInt(6);
                        try (var _ = shares.take(owner, 1 + random.nextInt(4), need, LONG).orElseThrow()) {
                            within &= shares.used() <= 24;
                            Thread.onSpinWait();
                        }
                    }
                    return within;
                }));
            }
            for (var one : done) {
                assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(shares.used()).isZero();
        assertThat(takeAll("a", Need.REMOVAL)).hasSize(24);
    }

    private void awaitLine(int waiting) {
        while (shares.waiting() != waiting) {
            Thread.onSpinWait();
        }
    }
}
