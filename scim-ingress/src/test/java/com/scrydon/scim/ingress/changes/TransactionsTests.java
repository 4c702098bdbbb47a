package com.scrydon.scim.ingress.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionSystemException;

/** How often a change is tried again, and when it gives up. */
class TransactionsTests {

    private final TestPostgres.Database database = TestPostgres.database();
    private final DataSource source = database.owner();
    private final JdbcClient owner = JdbcClient.create(source);
    private final Transactions transactions = new Transactions(new DataSourceTransactionManager(source));
    private final AtomicInteger attempts = new AtomicInteger();

    private record Attempts(int number) implements ChangeOutcome {

        @Override
        public boolean isRefused() {
            return false;
        }
    }

    private Attempts after(int failures, Supplier<RuntimeException> failure) {
        return transactions.run(() -> {
            if (attempts.incrementAndGet() <= failures) {
                throw failure.get();
            }
            return new Attempts(attempts.get());
        });
    }

    @Test
    void r14_aChangeThatOthersOvertakeFiveTimesStillHappens() {
        assertThat(after(5, () -> new ChangedMeanwhileException("the user joined a group meanwhile")).number())
                .isEqualTo(6);
    }

    @Test
    void aDeadlockIsTriedThreeTimesInAll() {
        assertThat(after(2, () -> new CannotAcquireLockException("deadlock")).number()).isEqualTo(3);
        attempts.set(0);
        assertThatThrownBy(() -> after(3, () -> new CannotAcquireLockException("deadlock")))
                .isInstanceOf(CannotAcquireLockException.class);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void aDeadlockThatIsFoundAtTheCommitIsTriedAgainToo() {
        assertThat(after(2, () -> new TransactionSystemException("x", new SQLException("deadlock", "40P01"))).number())
                .isEqualTo(3);
    }

    /** It has waited for as long as one may already. */
    @Test
    void aLockThatWasWaitedForInVainIsNotTriedAgain() {
        assertThatThrownBy(() -> after(3, () -> new UncategorizedSQLException("t", "s",
                new SQLException("lock timeout", "55P03")))).isInstanceOf(UncategorizedSQLException.class);
        assertThat(attempts).hasValue(1);
    }

    @Test
    void whatPostgresRefusedAtTheCommitIsNotDoneAndWhatGotNoAnswerMayBe() {
        owner.sql("create table public.once (name text unique deferrable initially deferred)").update();
        List<Attempts> doubted = new ArrayList<>();
        assertThatThrownBy(() -> transactions.runDoubted(() -> {
            owner.sql("insert into public.once values ('a'), ('a')").update();
            return new Attempts(1);
        }, doubted::add)).hasRootCauseInstanceOf(SQLException.class);
        assertThat(doubted).isEmpty();

        assertThatThrownBy(() -> transactions.runDoubted(() -> {
            owner.sql("insert into public.once values ('b')").update();
            terminate();
            return new Attempts(2);
        }, doubted::add)).hasRootCauseInstanceOf(SQLException.class);
        assertThat(doubted).containsExactly(new Attempts(2));
    }

    private void terminate() {
        try {
            database.terminateConnections();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void evenAnOvertakenChangeGivesUpInTheEnd() {
        assertThatThrownBy(() -> after(100, () -> new ChangedMeanwhileException("again")))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThat(attempts).hasValue(12);
    }
}
