package com.scrydon.scim.ingress.door.pulse;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** The pulse outlives whatever it meets: otherwise every request would be answered 503 for ever. */
class StorePulseTests {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final int ERRORS = 3;

    @Test
    void r15_aPulseThatMeetsErrorsBeatsAgain() {
        var tries = new AtomicInteger();
        var erring = new DelegatingDataSource(TestPostgres.database().dataSource("scim_ingress")) {

            @Override
            public Connection getConnection() throws SQLException {
                if (tries.incrementAndGet() <= ERRORS) {
                    throw new OutOfMemoryError("by the test");
                }
                return super.getConnection();
            }
        };
        var pulse = new StorePulse(new PhysicalConnections(erring, connection -> connection),
                new Silence(Duration.ofMillis(500), StorePulse.BETWEEN_LOOKS), new SimpleMeterRegistry());
        pulse.start();
        try {
            // Three pauses, of 1.75 s together.
            Eventually.within(DEADLINE, () -> assertThat(pulse.isAway()).isTrue());
            Eventually.within(DEADLINE, () -> assertThat(pulse.isAway()).isFalse());
            assertThat(tries).hasValueGreaterThan(ERRORS);
        } finally {
            pulse.stop();
        }
    }
}
