package com.scrydon.scim.ingress.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.TestPostgres;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** How often a change is tried again, and when it gives up. */
class TransactionsTests {

    private final Transactions transactions = new Transactions(
            new DataSourceTransactionManager(TestPostgres.database().owner()));
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
    void evenAnOvertakenChangeGivesUpInTheEnd() {
        assertThatThrownBy(() -> after(100, () -> new ChangedMeanwhileException("again")))
                .isInstanceOf(ChangedMeanwhileException.class);
        assertThat(attempts).hasValue(12);
    }
}
