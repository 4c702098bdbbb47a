package com.scrydon.scim.worker.applying;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.UnknownSchemaException;
import com.scrydon.scim.eventlog.failures.StoreFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Who is parked for what: infrastructure parks nobody. */
@Tag("R30")
class WhatParksTests {

    private static boolean parks(RuntimeException e) {
        return Applying.parks(StoreFailure.of(e));
    }

    private static RuntimeException sql(String state) {
        return new UncategorizedSQLException("t", "s", new SQLException("r", state));
    }

    @Test
    void r30_infrastructureParksNothing() {
        var states = List.of("08006", "40001", "40P01", "53100", "53300", "57014", "57P01", "57P03", "58030", "55P03",
                "25006", "28P01");
        assertThat(states).noneMatch(state -> parks(sql(state)))
                .noneMatch(state -> parks(new IllegalStateException(sql(state))));
    }

    @Test
    void r30_whatOnePersonsDataMayCauseIsParked() {
        assertThat(List.of("22003", "23505", "23514", "P0001", "XX001", "42883"))
                .allMatch(state -> parks(sql(state)));
    }

    @Test
    void r30_timeoutsKafkaAndTheRegistryParkNothing() {
        var noPool = new SQLTransientConnectionException("no connection within 2 s");
        assertThat(parks(new CannotGetJdbcConnectionException("x", noPool))).isFalse();
        assertThat(parks(new CannotCreateTransactionException("x"))).isFalse();
        assertThat(parks(new QueryTimeoutException("x"))).isFalse();
        assertThat(parks(new KafkaException("x"))).isFalse();
        assertThat(parks(new SerializationException("x", new RetriableException("registry") {
            private static final long serialVersionUID = 1L;
        }))).isFalse();
        assertThat(parks(new UncheckedIOException(new IOException("x")))).isFalse();
    }

    @Test
    void r30_anExceptionThatNobodyForesawIsTheAccountsAndDoesNotStopTheOthers() {
        assertThat(parks(new NullPointerException())).isTrue();
        assertThat(parks(new UnknownSchemaException(1))).isTrue();
        assertThat(parks(new DataIntegrityViolationException("x"))).isTrue();
    }

    /** Before, whatever began a transaction was infrastructure, and this would have held up everybody for ever. */
    @Test
    void r30_aBugThatSpringCallsALackOfConnectionsDoesNotStopTheOthers() {
        assertThat(parks(new CannotCreateTransactionException("x", new IllegalStateException("a second one"))))
                .isTrue();
    }
}
