package com.scrydon.scim.ingress.users;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.groups.GroupMemberships;
import com.scrydon.scim.ingress.patches.DocumentPatch;
import com.scrydon.scim.ingress.patches.PatchOperation;
import com.scrydon.scim.ingress.wire.Caller;
import com.scrydon.scim.ingress.wire.Changes;
import com.scrydon.scim.ingress.wire.Outcome;
import com.scrydon.scim.ingress.wire.ScimProblem;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.stereotype.Component;

/** Decides about Users: provisions, links, revives, updates, deactivates, deprovisions. One transaction each. */
@Component
class Users {

    private static final UUID NOBODY = new UUID(0, 0);
    private static final ScimProblem SOMEBODY_WAS_FASTER = ScimProblem
            .uniqueness("another request has just used this userName, e-mail or externalId");

    private final UserStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final GroupMemberships memberships;
    private final Changes changes;
    private final Clock clock;

    Users(UserStore store, Aggregates aggregates, Outbox outbox, GroupMemberships memberships, Changes changes,
            Clock clock) {
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.memberships = memberships;
        this.changes = changes;
        this.clock = clock;
    }

    Outcome<Account> create(Caller caller, UserState state) {
        return changes.run(() -> {
            var match = match(caller.organisationId(), state);
            return match.isEmpty() ? provision(caller, state) : adopt(caller, match.get(), state);
        }, _ -> SOMEBODY_WAS_FASTER);
    }

    /** An inactive account by externalId, else any account by e-mail (R7, R9, R14). */
    private Optional<Account> match(UUID organisation, UserState state) {
        return Optional.ofNullable(state.externalId())
                .flatMap(externalId -> store.findInactiveByExternalId(organisation, externalId))
                .or(() -> store.findByEmail(organisation, state.email()));
    }

    private Outcome<Account> provision(Caller caller, UserState state) {
        var taken = taken(caller.organisationId(), state, NOBODY);
        if (taken.isPresent()) {
            return Outcome.refused(taken.get());
        }
        var now = clock.instant();
        var account = new Account(UuidV7.at(now), caller.organisationId(), "person", state.email(), state.userName(),
                state.externalId(), state.active(), true, state.attributes(), 1, now, now, null);
        store.insert(account);
        var locked = aggregates.inserted(AggregateKind.ACCOUNT, caller.organisationId(), account.id());
        outbox.append(caller.at(now), List.of(UserFacts.fact(locked, UserFacts.PROVISIONED, account, List.of())));
        return Outcome.done(account);
    }

    /** The account exists: it is linked if it was native, revived if it was inactive; else the e-mail is in use. */
    private Outcome<Account> adopt(Caller caller, Account found, UserState state) {
        if (!found.person()) {
            return Outcome.refused(ScimProblem.uniqueness("the e-mail belongs to a service account"));
        }
        var locked = aggregates.lock(AggregateKind.ACCOUNT, caller.organisationId(), found.id()).orElseThrow();
        var account = store.find(caller.organisationId(), found.id()).orElseThrow();
        if (account.active() && account.linked()) {
            return Outcome.refused(ScimProblem.uniqueness("a user with this e-mail exists already"));
        }
        var taken = taken(caller.organisationId(), state, account.id());
        if (taken.isPresent()) {
            return Outcome.refused(taken.get());
        }
        var now = clock.instant();
        var wanted = state.over(account.state());
        var type = account.active() ? UserFacts.LINKED : UserFacts.REACTIVATED;
        return Outcome.done(write(caller, locked, account, wanted, type, now));
    }

    private Account write(Caller caller, LockedAggregate locked, Account before, UserState wanted, String type,
            Instant now) {
        var after = before.with(wanted, true, now);
        store.update(after);
        outbox.append(caller.at(now), List.of(UserFacts.fact(locked, type, after, wanted.changed(before.state()))));
        return after;
    }

    private Optional<ScimProblem> taken(UUID organisation, UserState state, UUID except) {
        var externalId = state.externalId();
        if (externalId != null && state.active() && store.externalIdTaken(organisation, externalId, except)) {
            return Optional.of(ScimProblem.uniqueness("externalId is used by another active user"));
        }
        if (store.userNameTaken(organisation, state.userName(), except)) {
            return Optional.of(ScimProblem.uniqueness("userName is used by another user"));
        }
        if (store.emailTaken(organisation, state.email(), except)) {
            return Optional.of(ScimProblem.uniqueness("the e-mail is used by another user"));
        }
        return Optional.empty();
    }

    Outcome<Account> replace(Caller caller, UUID id, Optional<String> ifMatch, UserState state) {
        return change(caller, id, ifMatch, _ -> Outcome.done(state));
    }

    Outcome<Account> patch(Caller caller, UUID id, Optional<String> ifMatch, List<PatchOperation> operations) {
        return change(caller, id, ifMatch, before -> DocumentPatch.apply(before.document(), operations)
                .then(UserState::fromDocument));
    }

    private Outcome<Account> change(Caller caller, UUID id, Optional<String> ifMatch,
            Function<UserState, Outcome<UserState>> wanted) {
        return changes.run(() -> {
            var locked = aggregates.lock(AggregateKind.ACCOUNT, caller.organisationId(), id);
            var found = visible(caller.organisationId(), id);
            if (locked.isEmpty() || found.isEmpty()) {
                return Outcome.refused(ScimProblem.notFound("User " + id));
            }
            var before = found.get();
            if (ifMatch.isPresent() && !matches(ifMatch.get(), before)) {
                return Outcome.refused(ScimProblem.preconditionFailed(before.etag()));
            }
            return wanted.apply(before.state()).map(state -> state.over(before.state()))
                    .then(state -> apply(caller, locked.get(), before, state));
        }, _ -> SOMEBODY_WAS_FASTER);
    }

    private Outcome<Account> apply(Caller caller, LockedAggregate locked, Account before, UserState wanted) {
        boolean reactivation = !before.active() && wanted.active();
        var refusal = immutable(before, wanted, reactivation)
                .or(() -> taken(caller.organisationId(), wanted, before.id()));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        var changed = wanted.changed(before.state());
        if (changed.isEmpty() && before.linked()) {
            return Outcome.done(before);
        }
        return Outcome.done(write(caller, locked, before, wanted, type(before, wanted, reactivation), clock.instant()));
    }

    private static String type(Account before, UserState wanted, boolean reactivation) {
        if (reactivation) {
            return UserFacts.REACTIVATED;
        }
        if (before.active() && !wanted.active()) {
            return UserFacts.DEACTIVATED;
        }
        return before.linked() ? UserFacts.UPDATED : UserFacts.LINKED;
    }

    /** R10: userName is checked first; a reactivation may bring a new userName or e-mail (R9). */
    private static Optional<ScimProblem> immutable(Account before, UserState wanted, boolean reactivation) {
        if (reactivation) {
            return Optional.empty();
        }
        if (!wanted.sameUserName(before.state()) && before.linked()) {
            return Optional.of(ScimProblem.mutability("userName is immutable via SCIM"));
        }
        if (!wanted.sameEmail(before.state())) {
            return Optional.of(ScimProblem.mutability("email is immutable via SCIM"));
        }
        return Optional.empty();
    }

    Outcome<Account> delete(Caller caller, UUID id, Optional<String> ifMatch) {
        return changes.run(() -> {
            // Groups are locked before accounts (lock order, ARCHITECTURE.md), so memberships go first.
            var found = visible(caller.organisationId(), id);
            if (found.isEmpty()) {
                return Outcome.refused(ScimProblem.notFound("User " + id));
            }
            var now = clock.instant();
            memberships.removeAccount(caller, id, now);
            var locked = aggregates.lock(AggregateKind.ACCOUNT, caller.organisationId(), id).orElseThrow();
            if (memberships.any(id)) {
                throw new CannotAcquireLockException("the user has just been added to a group; again");
            }
            var before = visible(caller.organisationId(), id);
            if (before.isEmpty()) {
                return Outcome.refused(ScimProblem.notFound("User " + id));
            }
            if (ifMatch.isPresent() && !matches(ifMatch.get(), before.get())) {
                return Outcome.refused(ScimProblem.preconditionFailed(before.get().etag()));
            }
            var after = before.get().deprovisioned(now);
            store.update(after);
            outbox.append(caller.at(now),
                    List.of(UserFacts.fact(locked, UserFacts.DEPROVISIONED, after, List.of("active"))));
            return Outcome.done(after);
        }, _ -> SOMEBODY_WAS_FASTER);
    }

    Optional<Account> visible(UUID organisation, UUID id) {
        return store.find(organisation, id).filter(a -> a.person() && !a.deprovisioned());
    }

    private static boolean matches(String ifMatch, Account account) {
        return ifMatch.equals("*") || ifMatch.equals(account.etag()) || ("W/" + ifMatch).equals(account.etag());
    }
}
