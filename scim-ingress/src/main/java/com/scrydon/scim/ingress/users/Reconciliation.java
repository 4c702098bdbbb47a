package com.scrydon.scim.ingress.users;

import com.scrydon.scim.ingress.wire.ScimProblem;
import com.scrydon.scim.ingress.wire.ScimProblem.Uniqueness;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which account a POST is about (R7, R8, R9, R14): none, one to link, one to revive, or one that forbids it. */
sealed interface Reconciliation {

    /** Nobody has this externalId, e-mail or userName. */
    record Create() implements Reconciliation {}

    /** A native account that is not linked yet has the e-mail (R7). */
    record Link(UserRow account) implements Reconciliation {}

    /** An inactive account has the externalId, else the e-mail (R9, R14). */
    record Revive(UserRow account) implements Reconciliation {}

    /** Somebody else has one of them (R8). */
    record Refuse(ScimProblem problem) implements Reconciliation {}

    /**
     * Decides.
     *
     * @param candidates all accounts of the organisation with the externalId, the e-mail or the userName, locked
     */
    static Reconciliation decide(UserState posted, List<UserRow> candidates) {
        var byExternalId = candidates.stream()
                .filter(account -> account.externalId().isPresent()
                        && account.externalId().equals(posted.externalId()))
                .max(Comparator.comparing(UserRow::active).thenComparing(UserRow::lastModifiedAt));
        if (byExternalId.filter(UserRow::active).isPresent()) {
            return new Refuse(new Uniqueness("externalId is already used by another user"));
        }
        var byEmail = candidates.stream().filter(hasEmail(posted)).findFirst();
        if (byExternalId.isPresent()) {
            return unlessTaken(posted, candidates, byExternalId.get(), new Revive(byExternalId.get()));
        }
        if (byEmail.isEmpty()) {
            return unlessTaken(posted, candidates, null, new Create());
        }
        var account = byEmail.get();
        if (!account.person() || (account.active() && account.linked())) {
            return new Refuse(emailTaken());
        }
        return unlessTaken(posted, candidates, account, account.active() ? new Link(account) : new Revive(account));
    }

    static Uniqueness emailTaken() {
        return new Uniqueness("The e-mail is already used by another user");
    }

    static Uniqueness userNameTaken() {
        return new Uniqueness("userName is already used by another user");
    }

    private static Reconciliation unlessTaken(UserState posted, List<UserRow> candidates,
            @Nullable UserRow own, Reconciliation otherwise) {
        Predicate<UserRow> another = account -> own == null || !account.id().equals(own.id());
        Optional<ScimProblem> taken = candidates.stream().filter(another)
                .filter(account -> !account.deprovisioned() && account.userName().equalsIgnoreCase(posted.userName()))
                .findFirst().<ScimProblem>map(_ -> userNameTaken()).or(() -> candidates.stream().filter(another)
                        .filter(hasEmail(posted)).findFirst().map(_ -> emailTaken()));
        return taken.<Reconciliation>map(Refuse::new).orElse(otherwise);
    }

    private static Predicate<UserRow> hasEmail(UserState posted) {
        return account -> account.email().equalsIgnoreCase(posted.email());
    }
}
