package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.ingress.changes.admission.Admission;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.CapReached;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NoRoom;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooManyRequests;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Unavailable;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Changes of the management API: the same transactions and the same {@link Change}, but refusals are exceptions here, as service-kit wants
 * them, and an exception rolls back by itself.
 */
@Component
public class ManagementTransactions {

    private final Transactions transactions;
    private final Changes changes;
    private final Admission admission;

    ManagementTransactions(Transactions transactions, Changes changes, Admission admission) {
        this.transactions = transactions;
        this.changes = changes;
        this.admission = admission;
    }

    /** Makes a change that gives somebody something; asked for admission before it takes a connection: 503 while there is back-pressure. */
    public <T> T runAddition(Origin origin, Effect effect, Function<Change, T> change) {
        requireRoom(admission.refusal(origin, effect));
        return run(origin, change);
    }

    /** Makes a change that nothing holds up. */
    public <T> T run(Origin origin, Function<Change, T> change) {
        return run(() -> change.apply(changes.begun(origin)));
    }

    /** Runs a change that locks no aggregate. */
    public <T> T run(Supplier<T> change) {
        try {
            return transactions.run(() -> new Done<>(change.get())).value();
        } catch (DuplicateKeyException e) {
            throw ApiProblemException.conflict(taken(UniqueIndex.of(e)));
        }
    }

    /** Throws the refusal, if there is one. */
    public static void requireRoom(Optional<NoRoom> refusal) {
        if (refusal.isPresent()) {
            throw exception(refusal.get());
        }
    }

    private static ApiProblemException exception(NoRoom problem) {
        return switch (problem) {
            case Unavailable(var seconds) -> ApiProblemException.unavailable(problem.detail(), seconds);
            case TooManyRequests _ -> new ApiProblemException(HttpStatus.TOO_MANY_REQUESTS, problem.detail());
            case CapReached _ -> new ApiProblemException(HttpStatus.INSUFFICIENT_STORAGE, problem.detail());
        };
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
