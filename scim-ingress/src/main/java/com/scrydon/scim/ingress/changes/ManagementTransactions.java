package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.ingress.changes.admission.BackPressure;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/**
 * Changes of the management API: the same transactions, but refusals are exceptions here, as service-kit wants them, and
 * an exception rolls back by itself.
 */
@Component
public class ManagementTransactions {

    private final Transactions transactions;
    private final BackPressure pressure;

    ManagementTransactions(Transactions transactions, BackPressure pressure) {
        this.transactions = transactions;
        this.pressure = pressure;
    }

    /** Runs a change that gives somebody something: 503 while there is back-pressure. */
    public <T> T runAddition(Supplier<T> change) {
        pressure.refusalOfAddition().ifPresent(problem -> {
            throw ApiProblemException.unavailable(problem.detail(), problem.retryAfterSeconds());
        });
        return run(change);
    }

    /** Runs the change. */
    public <T> T run(Supplier<T> change) {
        try {
            return transactions.run(() -> new Done<>(change.get())).value();
        } catch (DuplicateKeyException e) {
            throw ApiProblemException.conflict(taken(UniqueIndex.of(e)));
        }
    }

    private record Done<T>(T value) implements ChangeOutcome {

        @Override
        public boolean isRefused() {
            return false;
        }
    }

    private static String taken(UniqueIndex index) {
        return switch (index) {
            case ACCOUNT_EMAIL -> "the e-mail is taken";
            case ACCOUNT_USER_NAME -> "the user name is taken";
            case ACCOUNT_EXTERNAL_ID -> "the external id is taken";
            case GROUP_DISPLAY_NAME, TEAM_NAME -> "the name is taken";
            case ORGANISATION_SLUG -> "the slug is taken";
        };
    }
}
