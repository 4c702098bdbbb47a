package com.scrydon.scim.servicekit.shares;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.scrydon.scim.servicekit.shares.SharedDataSource.Lane;
import com.scrydon.scim.testkit.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("R28c")
class SharedDataSourceTests {

    private final Shares shares = new Shares(4, 1, 10);
    private final Lane lane = new Lane(TestPostgres.database().owner(), shares, Duration.ofSeconds(5));
    private final SharedDataSource connections = new SharedDataSource(TestPostgres.database().owner(), lane, lane);

    @AfterEach
    void end() {
        Work.end();
    }

    @Test
    void aRequestThatHoldsAConnectionGetsNoSecondForWhichItCouldWaitForItself() throws SQLException {
        new Work("organisation", Need.SHORT).begin();
        var first = connections.getConnection();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(connections::getConnection)
                .withMessageContaining("second one");
        first.close();
        first.close();
        connections.getConnection().close();
        assertThat(shares.used()).isZero();
    }

    @Test
    void whatIsClosedByAnotherThreadIsHeldNoLonger() throws Exception {
        new Work("organisation", Need.SHORT).begin();
        var first = connections.getConnection();
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            other.submit(() -> {
                first.close();
                return true;
            }).get();
        }
        connections.getConnection().close();
        assertThat(shares.used()).isZero();
    }

    @Test
    void ourOwnThreadsMayHaveSeveral() throws SQLException {
        try (var first = connections.getConnection(); var second = connections.getConnection()) {
            assertThat(first.isValid(1)).isTrue();
            assertThat(second.isValid(1)).isTrue();
        }
    }
}
