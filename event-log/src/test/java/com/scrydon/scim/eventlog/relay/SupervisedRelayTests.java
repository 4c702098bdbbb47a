package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.supervision.Concern;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** Errors end neither the relay nor the watch of its outbox: acknowledged facts are published afterwards. */
@Tag("R27")
class SupervisedRelayTests {

    private static final int ERRORS = 3;

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());
    private final AtomicInteger errors = new AtomicInteger();

    private void err() {
        if (errors.incrementAndGet() <= ERRORS) {
            throw new OutOfMemoryError("by the test");
        }
    }

    @Test
    void r27_aRelayThatMeetsErrorsSaysSoGivesUpLeadingAndPublishesAfterwards() {
        world.commit(3);
        try (var relay = world.relay(() -> {
            err();
            return RelayWorld.oneId();
        })) {
            relay.start();
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(relay.status())
                    .isEqualTo(new RelayStatus.Waiting("OutOfMemoryError: by the test", Concern.HEALS_ITSELF)));
            world.assertThatTheTopicHoldsExactly(3);
            assertThat(errors).hasValueGreaterThan(ERRORS);
        }
    }

    @Test
    void theWatchOfAnOutboxThatMeetsErrorsLooksAgain() {
        world.commit(2);
        var erring = new DelegatingDataSource(world.database().dataSource("scim_ingress")) {

            @Override
            public Connection getConnection() throws SQLException {
                err();
                return super.getConnection();
            }
        };
        try (var watch = new OutboxWatch(erring, world.name())) {
            watch.start();
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(watch.latest())
                    .hasValueSatisfying(sample -> assertThat(sample.rows()).isEqualTo(2)));
            assertThat(errors).hasValueGreaterThan(ERRORS);
        }
    }
}
