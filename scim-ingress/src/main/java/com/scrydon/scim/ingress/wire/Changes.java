package com.scrydon.scim.ingress.wire;

import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs a change in one transaction: rolled back whole where it is refused, tried again where it lost a deadlock or a
 * race for a unique name.
 */
@Component
public class Changes {

    private static final int ATTEMPTS = 3;

    private final TransactionTemplate transactions;

    Changes(TransactionTemplate transactions) {
        this.transactions = transactions;
    }

    /**
     * Runs the change. A unique violation means that somebody else was faster since the change looked: looking again
     * finds them and gives the proper refusal; {@code lastResort} is the answer if even that keeps failing.
     */
    public <T> Outcome<T> run(Supplier<Outcome<T>> change, Function<RuntimeException, ScimProblem> lastResort) {
        RuntimeException last = new IllegalStateException("no attempt was made");
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try {
                return once(change);
            } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
                last = e;
            }
        }
        if (last instanceof DuplicateKeyException) {
            return Outcome.refused(lastResort.apply(last));
        }
        throw last;
    }

    private <T> Outcome<T> once(Supplier<Outcome<T>> change) {
        var outcome = transactions.execute(status -> {
            var result = change.get();
            if (result instanceof Outcome.Refused<T>) {
                status.setRollbackOnly();
            }
            return result;
        });
        if (outcome == null) {
            throw new IllegalStateException("a change has an outcome");
        }
        return outcome;
    }
}
