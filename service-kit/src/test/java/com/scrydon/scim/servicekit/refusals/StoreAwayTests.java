package com.scrydon.scim.servicekit.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import java.sql.SQLException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.method.annotation.ExceptionHandlerMethodResolver;

/** How the three APIs answer when the store fails: with the same status as SCIM. */
@Tag("R15")
class StoreAwayTests {

    private final StoreAway answers = new StoreAway();

    @ParameterizedTest
    @CsvSource({"57P01,the store is away", "25006,the store is away", "28P01,the store is away", "55P03,somebody else",
        "40P01,somebody else", "57014,that took too long"})
    void r15_whatPassesByItselfIs503AndSaysWhen(String state, String detail) {
        var answer = answers.failed(new UncategorizedSQLException("t", "s", new SQLException("r", state)));
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(detail(answer)).startsWith(detail);
    }

    /** A record that is tried again needs Kafka and the registry. */
    @Test
    void r24c_kafkaOrTheRegistryAwayIs503() {
        var away = new TimeoutException("no broker");
        assertThat(new ExceptionHandlerMethodResolver(StoreAway.class).resolveMethod(away)).isNotNull();
        assertThat(answers.failed(away).getStatusCode().value()).isEqualTo(503);
    }

    @Test
    void r26_aClosedGateSaysItselfWhen() {
        var answer = answers.failed(WriteGateClosedException.notYet("x"));
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    }

    @Test
    void r15_whatIsRefusedForEverIs500AndTellsNothingOfTheInside() {
        for (var state : new String[]{"54000", "23514", "42501"}) {
            var answer = answers.failed(new DataAccessResourceFailureException("x", new SQLException("inside", state)));
            assertThat(answer.getStatusCode().value()).as(state).isEqualTo(500);
            assertThat(answer.getHeaders().containsHeader(HttpHeaders.RETRY_AFTER)).isFalse();
            assertThat(detail(answer)).doesNotContain("inside");
        }
    }

    @Test
    void r28c_aBugThatSpringCallsALackOfConnectionsIs500() {
        assertThat(answers.failed(new CannotCreateTransactionException("x",
                new IllegalStateException("a request that holds a connection asks for a second one")))
                .getStatusCode().value()).isEqualTo(500);
    }

    private static String detail(ResponseEntity<ProblemDetail> answer) {
        var problem = answer.getBody();
        return problem == null ? "" : String.valueOf(problem.getDetail());
    }
}
