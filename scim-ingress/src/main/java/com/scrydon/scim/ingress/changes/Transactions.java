package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs one change in one transaction (READ COMMITTED). A refused change leaves nothing behind. Deadlocks and failed
 * serialisations are tried three times in all; after that the caller sees the exception, which is a 503. A change that began on
 * what is no longer so begins again more often: each time it has waited for the one that overtook it, so that it gets there in
 * the end, and a DELETE of a user who is being pushed into many groups may be overtaken often (docs/decisions/028-order-of-locks.md).
 */
@Component
class Transactions {

    private static final Logger LOG = LoggerFactory.getLogger(Transactions.class);
    private static final int ATTEMPTS = 3;
    private static final int OVERTAKEN_ATTEMPTS = 12;
    private static final int DECISIONS = 5;

    private final TransactionTemplate template;

    /** The isolation is Postgres' own default: setting it would ask the database for it before each transaction. */
    Transactions(PlatformTransactionManager manager) {
        this.template = new TransactionTemplate(manager);
    }

    /** Runs the change; an outcome that {@link ChangeOutcome#isRefused()} rolls it back. */
    <T extends ChangeOutcome> T run(Supplier<T> change) {
        return runDoubted(change, _ -> {});
    }

    /**
     * Runs the change as {@link #run(Supplier)} does.
     *
     * @param doubted told of what was decided where the connection was lost before the commit was answered: it may be done
     */
    <T extends ChangeOutcome> T runDoubted(Supplier<T> change, Consumer<T> doubted) {
        for (int attempt = 1;; attempt++) {
            try {
                return once(change, doubted);
            } catch (RuntimeException e) {
                int attempts = attempts(e);
                if (attempt >= attempts) {
                    throw e;
                }
                LOG.info("attempt {} of {} met another change: {}", attempt, attempts, e.getMessage());
            }
        }
    }

    /**
     * Runs the change. A value that another change took at the same moment is found by the index only: the change is decided
     * again with what is there now, which a POST may link to (R14c). Where it loses again and again, it becomes an outcome,
     * never an error (R8, R16).
     */
    <T extends ChangeOutcome> T run(Supplier<T> change, TakenValues<T> taken) {
        return run(change, taken, _ -> {});
    }

    /**
     * Runs the change as {@link #run(Supplier, TakenValues)} does.
     *
     * @param doubted as in {@link #runDoubted}
     */
    <T extends ChangeOutcome> T run(Supplier<T> change, TakenValues<T> taken, Consumer<T> doubted) {
        for (int attempt = 1;; attempt++) {
            try {
                return runDoubted(change, doubted);
            } catch (DuplicateKeyException e) {
                var index = UniqueIndex.of(e);
                if (attempt >= DECISIONS) {
                    return taken.outcome(index);
                }
                LOG.info("{} was taken meanwhile, decided again", index);
            }
        }
    }

    /** In all. Who waited for a lock in vain would wait as long again, and hold a connection meanwhile. */
    private static int attempts(RuntimeException e) {
        return switch (StoreFailure.of(e)) {
            case Overtaken _ -> e instanceof ChangedMeanwhileException ? OVERTAKEN_ATTEMPTS : ATTEMPTS;
            case Away _,Locked _,TooSlow _,GateClosed _,Data _,Broken _,Bug _ -> 1;
        };
    }

    /** Whether it may be done in spite of the failure. What Postgres refused is not done; who got no answer cannot know. */
    private static boolean leavesDoubt(RuntimeException e) {
        return switch (StoreFailure.of(e)) {
            case Away _ -> true;
            case Locked _,Overtaken _,TooSlow _,GateClosed _,Data _,Broken _,Bug _ -> false;
        };
    }

    private <T extends ChangeOutcome> T once(Supplier<T> change, Consumer<T> doubted) {
        var decided = new AtomicReference<@Nullable T>();
        try {
            return Objects.requireNonNull(template.execute(status -> {
                var outcome = change.get();
                if (outcome.isRefused()) {
                    status.setRollbackOnly();
                } else {
                    decided.set(outcome);
                }
                return outcome;
            }));
        } catch (RuntimeException e) {
            var done = decided.get();
            if (done != null && leavesDoubt(e)) {
                doubted.accept(done);
            }
            throw e;
        }
    }

    /**
     * Names the outcome of a lost race for a unique value.
     *
     * @param <T> of the outcome
     */
    @FunctionalInterface
    interface TakenValues<T> {
        T outcome(UniqueIndex index);
    }
}
