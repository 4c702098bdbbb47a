package com.scrydon.scim.eventlog.failures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.scrydon.scim.eventlog.codec.UnknownSchemaException;
import com.scrydon.scim.eventlog.codec.UnpinnedSchemaException;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import com.scrydon.scim.eventlog.outbox.WriteGateClosedException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.EmptyResultDataAccessException;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.TransactionTimedOutException;

/** What each exception means, made by hand; what a real Postgres throws is in {@code RealStoreFailureTests}. */
class StoreFailureTests {

    /** A class of the table stands for a state of it that has no line of its own. */
    @ParameterizedTest
    @CsvSource({"08,Away", "0A,Broken", "21,Data", "22,Data", "23,Data", "25,Away", "25P04,TooSlow", "26,Broken",
        "27,Data",
        "28,Away", "3D,Broken", "3F,Broken", "40,Overtaken", "40002,Data", "40003,Away", "42,Broken", "44,Data",
        "53,Away",
        "54,Data", "55,Away", "55006,Locked", "55P03,Locked", "57,Away", "57014,TooSlow", "58,Away", "P0,Broken",
        "XX,Broken"})
    void eachLineOfTheTableMeansOneThing(String line, String meaning) {
        assertThat(SqlStates.TABLE).containsKey(line);
        assertThat(named(sql(line.length() == 2 ? line + "zzz" : line))).isEqualTo(meaning);
    }

    @Test
    void noLineOfTheTableIsUntested() throws NoSuchMethodException {
        var tested = StoreFailureTests.class.getDeclaredMethod("eachLineOfTheTableMeansOneThing", String.class,
                String.class).getAnnotation(CsvSource.class).value();
        assertThat(tested).hasSameSizeAs(SqlStates.TABLE.keySet());
    }

    @ParameterizedTest
    @CsvSource({"08001,Away", "08006,Away", "21000,Data", "22001,Data", "22021,Data", "23503,Data", "23505,Data",
        "23514,Data",
        "25006,Away", "25P02,Away", "25P03,Away", "28000,Away", "28P01,Away", "40001,Overtaken", "40P01,Overtaken",
        "42501,Broken", "42883,Broken", "42P01,Broken", "53100,Away", "53200,Away", "53300,Away", "54000,Data",
        "55000,Away",
        "57P01,Away", "57P02,Away", "57P03,Away", "58030,Away", "P0001,Broken", "XX000,Broken", "XX001,Broken"})
    void aStateWithoutALineIsLikeItsClass(String state, String meaning) {
        assertThat(named(sql(state))).isEqualTo(meaning);
    }

    @ParameterizedTest
    @ValueSource(strings = {"00000", "01000", "02000", "2F005", "72000", "99999", "HV000", "ZZ999"})
    void aStateThatNobodyKnowsIsToBeMended(String state) {
        assertThat(StoreFailure.of(sql(state))).isEqualTo(new Broken());
    }

    /** The driver's or the pool's: a pool that is closed, say. */
    @Test
    void whatNamesNoStateIsAway() {
        assertThat(StoreFailure.of(new SQLException("closed"))).isEqualTo(new Away());
        assertThat(StoreFailure.of(new UncategorizedSQLException("t", "s", new SQLException("closed", ""))))
                .isEqualTo(new Away());
    }

    static Stream<Arguments> exceptions() {
        var closed = WriteGateClosedException.notYet("comparing");
        return Stream.of(arguments(closed, new GateClosed(1)),
                arguments(new CannotGetJdbcConnectionException("x"), new Away()),
                arguments(new CannotCreateTransactionException("x"), new Away()),
                arguments(new TransactionSystemException("x"), new Away()),
                arguments(new DataAccessResourceFailureException("x"), new Away()),
                arguments(new RecoverableDataAccessException("x"), new Away()),
                arguments(new TransientDataAccessResourceException("x"), new Away()),
                arguments(new SQLTransientConnectionException("no share", "x"), new Away()),
                arguments(new SQLNonTransientConnectionException("x"), new Away()),
                arguments(new SQLRecoverableException("x"), new Away()),
                arguments(new IOException("x"), new Away()), arguments(new TimeoutException("x"), new Away()),
                arguments(new InterruptedException("x"), new Away()),
                arguments(new RecordTooLargeException("x"), new Away()),
                arguments(new QueryTimeoutException("x"), new TooSlow()),
                arguments(new TransactionTimedOutException("x"), new TooSlow()),
                arguments(new SQLTimeoutException("x"), new TooSlow()),
                arguments(new PessimisticLockingFailureException("x"), new Overtaken()),
                arguments(new CannotAcquireLockException("x"), new Overtaken()),
                arguments(new SQLTransactionRollbackException("x"), new Overtaken()),
                arguments(new DataIntegrityViolationException("bad"), new Data("bad")),
                arguments(new DuplicateKeyException("twice"), new Data("twice")),
                arguments(new SerializationException("odd"), new Data("odd")),
                arguments(new UnknownSchemaException(1),
                        new Data("schema id 1 is neither pinned nor in the registry")),
                arguments(new UnpinnedSchemaException("users"), new Broken()),
                arguments(new BadSqlGrammarException("t", "s", sql("42P01")), new Broken()),
                arguments(new IllegalTransactionStateException("x"), new Bug()),
                arguments(new EmptyResultDataAccessException(1), new Bug()),
                arguments(new InvalidDataAccessApiUsageException("x"), new Bug()),
                arguments(new NullPointerException(), new Bug()), arguments(new IllegalStateException("x"), new Bug()),
                arguments(new StackOverflowError(), new Bug()));
    }

    @ParameterizedTest
    @MethodSource("exceptions")
    void anExceptionMeansTheSameAloneAndWrapped(Throwable thrown, StoreFailure meaning) {
        assertThat(StoreFailure.of(thrown)).isEqualTo(meaning);
        assertThat(StoreFailure.of(new IllegalStateException("why not", new ExecutionException(thrown))))
                .isEqualTo(meaning);
    }

    /** Spring's names are wider than what Postgres said. */
    @Test
    void whatPostgresSaidDecidesWhateverItIsWrappedIn() {
        assertThat(StoreFailure.of(new DataAccessResourceFailureException("x", sql("54000"))))
                .isEqualTo(new Data("refused"));
        assertThat(StoreFailure.of(new TransactionSystemException("x", sql("23514")))).isEqualTo(new Data("refused"));
        assertThat(StoreFailure.of(new UncategorizedSQLException("t", "s", sql("55P03")))).isEqualTo(new Locked());
        assertThat(StoreFailure.of(new SQLException("outer", sql("40001")))).isEqualTo(new Overtaken());
    }

    /** The state it carries is that of the last failure below it, such as a database that is not there yet. */
    @Test
    void aPoolWithoutConnectionsIsAwayWhateverItFailedOnLast() {
        assertThat(StoreFailure.of(new CannotGetJdbcConnectionException("x",
                new SQLTransientConnectionException("no connection within 2 s", "3D000", sql("3D000")))))
                .isEqualTo(new Away());
    }

    @Test
    void aRequestThatAsksForASecondConnectionIsABugThoughSpringCallsItAConnection() {
        var mistake = new IllegalStateException("a request that holds a connection asks for a second one");
        assertThat(StoreFailure.of(new CannotCreateTransactionException("x", mistake))).isEqualTo(new Bug());
        assertThat(StoreFailure.of(new CannotGetJdbcConnectionException("x", mistake))).isEqualTo(new Bug());
        var interrupted = new IllegalStateException("interrupted", new InterruptedException());
        assertThat(StoreFailure.of(new CannotCreateTransactionException("x", interrupted))).isEqualTo(new Away());
    }

    @Test
    void aRecordThatCannotBeReadIsTheRecordsAndARegistryThatDoesNotAnswerIsAway() {
        assertThat(StoreFailure.of(new SerializationException("cut off", new EOFException())))
                .isEqualTo(new Data("cut off"));
        assertThat(StoreFailure.of(new SerializationException("x",
                new org.apache.kafka.common.errors.TimeoutException("no answer")))).isEqualTo(new Away());
        assertThat(StoreFailure.of(new UncheckedIOException(new SocketTimeoutException()))).isEqualTo(new Away());
    }

    @Test
    void causesThatFormACircleEnd() {
        var first = new IllegalStateException("first");
        first.initCause(new IllegalStateException("second", first));
        assertThat(StoreFailure.of(first)).isEqualTo(new Bug());
    }

    private static SQLException sql(String state) {
        return new SQLException("refused", state);
    }

    private static String named(Throwable thrown) {
        return StoreFailure.of(thrown).getClass().getSimpleName();
    }
}
