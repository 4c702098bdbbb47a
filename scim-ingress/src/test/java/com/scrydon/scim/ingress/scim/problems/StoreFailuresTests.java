package com.scrydon.scim.ingress.scim.problems;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Unavailable;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Which failures a client is told to try again after. */
@Tag("R15")
class StoreFailuresTests {

    private static RuntimeException sql(String state) {
        return new UncategorizedSQLException("t", "s", new SQLException("r", state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "25006", "28P01", "40P01", "53100", "55P03", "57014", "57P01", "58030"})
    void r15_whatPassesByItselfIs503AloneAndWrapped(String state) {
        assertThat(StoreFailures.problem(sql(state))).contains(new Unavailable(5));
        assertThat(StoreFailures.problem(new IllegalStateException("a token cannot be looked up", sql(state))))
                .contains(new Unavailable(5));
    }

    @Test
    void r15_aConnectionThatSpringCallsRecoverableIs503() {
        assertThat(StoreFailures.problem(new RecoverableDataAccessException("x"))).contains(new Unavailable(5));
    }

    @Test
    void r26_aClosedGateSaysItselfWhen() {
        assertThat(StoreFailures.problem(WriteGateClosedException.notYet("x"))).contains(new Unavailable(1));
    }

    /** Spring calls SQLSTATE class 54 a lack of resources: the client would try for ever. */
    @Test
    void r15_whatIsRefusedForEverIsNot503() {
        assertThat(StoreFailures.problem(new DataAccessResourceFailureException("x", new SQLException("r", "54000"))))
                .isEmpty();
        assertThat(StoreFailures.problem(sql("23514"))).isEmpty();
        assertThat(StoreFailures.problem(sql("42501"))).isEmpty();
    }

    @Test
    void r28c_aBugThatSpringCallsALackOfConnectionsIsNot503() {
        assertThat(StoreFailures.problem(new CannotCreateTransactionException("x",
                new IllegalStateException("a request that holds a connection asks for a second one")))).isEmpty();
    }
}
