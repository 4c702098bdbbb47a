package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Uniqueness;
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
     * Decides. A deleted account holds nothing against others: it is looked at only where no live one is found (R14b).
     *
     * @param candidates all accounts of the organisation with the externalId, the e-mail or the userName, locked
     */
    static Reconciliation decide(UserState posted, List<UserRow> candidates) {
        var live = candidates.stream().filter(account -> !account.deprovisioned()).toList();
        var byExternalId = newest(live, hasExternalId(posted));
        if (byExternalId.filter(UserRow::active).isPresent()) {
            return new Refuse(externalIdTaken());
        }
        if (byExternalId.isPresent()) {
            return unlessTaken(posted, live, byExternalId.get(), new Revive(byExternalId.get()));
        }
        var byEmail = newest(live, hasEmail(posted));
        if (byEmail.isPresent()) {
            var account = byEmail.get();
            return !account.person() || (account.active() && account.linked())
                    ? new Refuse(emailTaken())
                    : unlessTaken(posted, live, account, account.active() ? new Link(account) : new Revive(account));
        }
        var deleted = candidates.stream().filter(UserRow::deprovisioned).toList();
        return newest(deleted, hasExternalId(posted)).or(() -> newest(deleted, hasEmail(posted)))
                .map(account -> unlessTaken(posted, live, account, new Revive(account)))
                .orElseGet(() -> unlessTaken(posted, live, null, new Create()));
    }

    /** What forbids that an account becomes what is wanted, which others hold. */
    static Optional<ScimProblem> taken(UserState wanted, List<UserRow> others) {
        if (wanted.active() && others.stream().filter(UserRow::active).anyMatch(hasExternalId(wanted))) {
            return Optional.of(externalIdTaken());
        }
        if (others.stream().anyMatch(account -> account.state().userNameKey().equals(wanted.userNameKey()))) {
            return Optional.of(userNameTaken());
        }
        return others.stream().anyMatch(hasEmail(wanted)) ? Optional.of(emailTaken()) : Optional.empty();
    }

    static Uniqueness emailTaken() {
        return new Uniqueness("The e-mail is already used by another user");
    }

    static Uniqueness userNameTaken() {
        return new Uniqueness("userName is already used by another user");
    }

    static Uniqueness externalIdTaken() {
        return new Uniqueness("externalId is already used by another user");
    }

    private static Reconciliation unlessTaken(UserState posted, List<UserRow> live, @Nullable UserRow own,
            Reconciliation otherwise) {
        var others = live.stream().filter(account -> own == null || !account.id().equals(own.id())).toList();
        return taken(posted, others).<Reconciliation>map(Refuse::new).orElse(otherwise);
    }

    private static Optional<UserRow> newest(List<UserRow> accounts, Predicate<UserRow> wanted) {
        return accounts.stream().filter(wanted)
                .max(Comparator.comparing(UserRow::active).thenComparing(UserRow::lastModifiedAt));
    }

    private static Predicate<UserRow> hasExternalId(UserState posted) {
        return account -> account.externalId().isPresent() && account.externalId().equals(posted.externalId());
    }

    private static Predicate<UserRow> hasEmail(UserState posted) {
        return account -> account.emailKey().filter(posted.emailKey()::equals).isPresent();
    }
}
