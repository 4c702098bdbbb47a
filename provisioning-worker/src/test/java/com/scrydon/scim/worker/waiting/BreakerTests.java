package com.scrydon.scim.worker.waiting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R30")
class BreakerTests {

    private final RuntimeException failure = new IllegalStateException("x");

    private final SettableClock clock = new SettableClock(Instant.EPOCH);
    private final Breaker breaker = new Breaker(DefaultParking.PROPERTIES, clock);

    private void admit(int tried, int failed) {
        breaker.admit(tried, failed, failed, failure);
    }

    private void open() {
        assertThatThrownBy(() -> admit(500, 30)).isInstanceOf(MassParkingException.class);
        assertThat(breaker.isOpen()).isTrue();
    }

    @Test
    void r30_twentyNewlyParkedWithinAMinuteAreAdmittedAndNoMore() {
        admit(500, 20);
        assertThatThrownBy(() -> admit(500, 1)).isInstanceOf(MassParkingException.class)
                .hasMessageContaining("21 accounts would be newly parked within a minute");
    }

    @Test
    void r30_slowParkingIsAdmittedUntilItIsMoreThanAShareOfTheRecomputed() {
        for (int minute = 0; minute < 5; minute++) {
            admit(10, 10);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThatThrownBy(() -> admit(10, 10)).isInstanceOf(MassParkingException.class)
                .hasMessageContaining("60 of the last 1000 recomputed accounts fail");
    }

    @Test
    void r30_oldFailuresAreForgottenAfterAThousandSuccesses() {
        for (int minute = 0; minute < 20; minute++) {
            admit(500, 10);
            clock.advance(Duration.ofMinutes(1));
        }
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void r30_anOpenBreakerForbidsEvenToLookUntilItsPauseIsOver() {
        open();
        assertThatThrownBy(() -> breaker.requireTrial(failure)).isInstanceOf(MassParkingException.class);
        clock.advance(Duration.ofMinutes(1));
        assertThatCode(() -> breaker.requireTrial(failure)).doesNotThrowAnyException();
    }

    @Test
    void r30_successClosesItAfterItsPauseOnly() {
        open();
        breaker.succeeded(500);
        assertThat(breaker.isOpen()).isTrue();
        clock.advance(Duration.ofMinutes(1));
        breaker.succeeded(1);
        assertThat(breaker.isOpen()).isFalse();
        admit(1, 1);
    }

    @Test
    void r30_aTrialInWhichMoreThanAShareFailsOpensItAgain() {
        open();
        clock.advance(Duration.ofMinutes(1));
        assertThatThrownBy(() -> admit(10, 1)).isInstanceOf(MassParkingException.class)
                .hasMessageContaining("still 1 of 10");
        assertThatThrownBy(() -> breaker.requireTrial(failure)).isInstanceOf(MassParkingException.class);
    }

    @Test
    void r30_aTrialInWhichFewFailClosesIt() {
        open();
        clock.advance(Duration.ofMinutes(1));
        admit(100, 5);
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void r30_releasedByHandItAdmitsHoweverManyForAWhile() {
        open();
        breaker.release();
        admit(500, 500);
        assertThat(breaker.isOpen()).isFalse();
        clock.advance(Duration.ofMinutes(5));
        assertThatThrownBy(() -> admit(500, 30)).isInstanceOf(MassParkingException.class);
    }
}
