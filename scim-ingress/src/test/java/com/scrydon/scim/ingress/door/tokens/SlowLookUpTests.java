package com.scrydon.scim.ingress.door.tokens;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.SettableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** How long an answer about a token lives, and who shares it, when it takes the store long to give it (R2, R15). */
@Tag("R2")
class SlowLookUpTests {

    private static final Duration KEPT = Duration.ofMillis(400);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int CROWD = 16;

    private final SettableClock clock = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final AtomicLong nanos = new AtomicLong();
    private final String raw = TokenFormat.mint();
    private final List<Thread> threads = new ArrayList<>();
    private SlowStore slow;
    private UUID token;
    private TokenVerifier verifier;

    @BeforeEach
    void aTokenThatNobodyUsedYet() throws SQLException {
        slow = new SlowStore();
        token = slow.mint(raw, clock.instant());
        verifier = new TokenVerifier(slow.tokens(), new StrangersLine(), clock, nanos::get);
    }

    @AfterEach
    void end() throws SQLException {
        slow.close();
    }

    /** Later the token is familiar, and its use is to be noted again. */
    private void makeFamiliar() {
        assertThat(verifier.verify(raw)).isInstanceOf(Verification.Valid.class);
        pass(Duration.ofMinutes(2));
    }

    private void pass(Duration time) {
        clock.advance(time);
        nanos.addAndGet(time.toNanos());
    }

    private FutureTask<Verification> begin() {
        var request = new FutureTask<>(() -> verifier.verify(raw));
        threads.add(Thread.ofPlatform().daemon().start(request));
        return request;
    }

    private List<FutureTask<Verification>> beginCrowd() {
        return Stream.generate(this::begin).limit(CROWD).toList();
    }

    /** Waits until all but the look-ups, which wait for Postgres in a socket, wait for one of those. */
    private void awaitShared(int lookUps) {
        slow.awaitAtTheGate(lookUps);
        Eventually.within(SOON, () -> assertThat(threads).filteredOn(t -> t.getState() == Thread.State.WAITING)
                .hasSize(threads.size() - lookUps));
    }

    private static Verification end(FutureTask<Verification> request) throws Exception {
        return request.get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @ParameterizedTest(name = "familiar: {0}")
    @ValueSource(booleans = {true, false})
    void r2_anAnswerThatWasLongOnItsWayIsForWhoAskedAndForNobodyElse(boolean familiar) throws Exception {
        if (familiar) {
            makeFamiliar();
        }
        slow.shut();
        var before = begin();
        slow.awaitAtTheGate(1);
        slow.revoke(token, clock.instant());
        pass(KEPT.plusMillis(1));
        slow.open();
        assertThat(end(before)).isInstanceOf(Verification.Valid.class);
        assertThat(verifier.verify(raw)).isInstanceOf(Verification.Ended.class);
    }

    @Test
    void r2_anAnswerLivesFromTheBeginningOfItsLookUpNotFromItsEnd() throws Exception {
        makeFamiliar();
        slow.shut();
        var before = begin();
        slow.awaitAtTheGate(1);
        slow.revoke(token, clock.instant());
        pass(KEPT.minusMillis(1));
        slow.open();
        assertThat(end(before)).isInstanceOf(Verification.Valid.class);
        assertThat(verifier.verify(raw)).isInstanceOf(Verification.Valid.class);
        pass(Duration.ofMillis(1));
        assertThat(verifier.verify(raw)).isInstanceOf(Verification.Ended.class);
    }

    @ParameterizedTest(name = "familiar: {0}")
    @ValueSource(booleans = {true, false})
    void r2_whoComesLateDoesNotJoinALookUpThatBeganLongAgo(boolean familiar) throws Exception {
        if (familiar) {
            makeFamiliar();
        }
        slow.shut();
        var before = begin();
        slow.awaitAtTheGate(1);
        slow.revoke(token, clock.instant());
        pass(KEPT.plusMillis(1));
        assertThat(end(begin())).isInstanceOf(Verification.Ended.class);
        slow.open();
        assertThat(end(before)).isInstanceOf(Verification.Valid.class);
        // The late answer to the first does not take the place of the newer one.
        assertThat(verifier.verify(raw)).isInstanceOf(Verification.Ended.class);
    }

    @Test
    void r15_whoComesInTimeSharesTheLookUpThatIsUnderWay() throws Exception {
        makeFamiliar();
        slow.shut();
        var requests = new ArrayList<>(beginCrowd());
        awaitShared(1);
        pass(KEPT.minusMillis(1));
        requests.addAll(beginCrowd());
        awaitShared(1);
        slow.open();
        for (var request : requests) {
            assertThat(end(request)).isInstanceOf(Verification.Valid.class);
        }
    }

    @Test
    void r15_manyRequestsDoNotWaitForOneAnothersTimeOuts() throws Exception {
        makeFamiliar();
        slow.shut();
        var requests = new ArrayList<FutureTask<Verification>>();
        for (int lookUps = 1; lookUps <= 4; lookUps++) {
            requests.addAll(beginCrowd());
            awaitShared(lookUps);
            pass(KEPT);
        }
        slow.fail();
        for (var request : requests) {
            assertThatThrownBy(() -> end(request)).isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(DataAccessException.class);
        }
        slow.open();
        assertThat(verifier.verify(raw)).isInstanceOf(Verification.Valid.class);
    }

    @Test
    void r15_aFailureIsSharedByThoseWhoWaitAndTheNextTriesAnew() throws Exception {
        makeFamiliar();
        slow.shut();
        var requests = beginCrowd();
        awaitShared(1);
        slow.fail();
        for (var request : requests) {
            assertThatThrownBy(() -> end(request)).hasCauseInstanceOf(DataAccessException.class);
        }
        slow.open();
        assertThat(verifier.verify(raw)).isInstanceOf(Verification.Valid.class);
    }
}
