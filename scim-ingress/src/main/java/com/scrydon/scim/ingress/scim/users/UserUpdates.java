package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.ingress.changes.Transactions;
import com.scrydon.scim.ingress.changes.admission.BackPressure;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.SchemasRule;
import com.scrydon.scim.ingress.scim.attributes.Documents;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.patches.DocumentPatch;
import com.scrydon.scim.ingress.scim.patches.PatchBody;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.ingress.scim.users.UserOutcome.Refused;
import com.scrydon.scim.schemas.ScimUrns;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT} and {@code PATCH /Users/{id}} (R7, R9, R10, R12). */
@Component
class UserUpdates {

    private final Transactions transactions;
    private final UserStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final BackPressure pressure;
    private final Clock clock;
    private final Processor processor;

    UserUpdates(Transactions transactions, UserStore store, Aggregates aggregates, Outbox outbox,
            BackPressure pressure, Clock clock, Processor processor) {
        this.transactions = transactions;
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.pressure = pressure;
        this.clock = clock;
        this.processor = processor;
    }

    UserOutcome replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> SchemasRule.check(body, ScimUrns.USER)
                .then(known -> Documents.canonical(ResourceShapes.USER, known)).then(Documents::bounded))
                .fold(
                        wanted -> change(origin, id, preconditions, before -> UserRules.replaced(before, body, wanted),
                                true),
                        Refused::new);
    }

    UserOutcome patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode body) {
        return processor.read(origin.organisationId(), body,
                () -> PatchBody.read(ResourceShapes.USER, body).then(DocumentPatch::of))
                .fold(patch -> change(origin, id, preconditions,
                        before -> patch.apply(id.toString(), before.document())
                                .then(patched -> UserRules.patched(before, patched)),
                        false), Refused::new);
    }

    private UserOutcome change(Origin origin, UUID id, Preconditions preconditions,
            Function<UserRow, Verdict<UserState>> rule, boolean links) {
        return transactions.run(() -> {
            var account = aggregates.lock(AggregateKind.ACCOUNT, origin.organisationId(), id);
            var before = account.flatMap(_ -> store.find(origin.organisationId(), id));
            if (account.isEmpty() || before.isEmpty()) {
                return new Refused(ScimProblem.NotFound.resource("User", id.toString()));
            }
            if (!preconditions.allow(before.get().version())) {
                return new Refused(new ScimProblem.PreconditionFailed());
            }
            return rule.apply(before.get()).fold(after -> write(origin, account.get(), before.get(), after, links),
                    Refused::new);
        }, TakenNames::outcome);
    }

    /** Whether the change gives the account what another one may have, or gives it back to it. */
    private static boolean takesNames(UserRow before, UserState after) {
        boolean named = !before.state().emailKey().equals(after.emailKey())
                || !before.state().userNameKey().equals(after.userNameKey());
        boolean identified = after.active() && after.externalId().isPresent()
                && !(before.active() && before.externalId().equals(after.externalId()));
        return named || identified;
    }

    /** A PUT links an account that no provider managed yet, and so does a PATCH that gives it an externalId (R7). */
    private UserOutcome write(Origin origin, LockedAggregate account, UserRow before, UserState after,
            boolean links) {
        var now = Moments.now(clock);
        var changed = Documents.differences(ResourceShapes.USER, before.document(), after.document());
        boolean linked = before.linked() || links || after.externalId().isPresent();
        if (changed.isEmpty() && linked == before.linked()) {
            return new UserOutcome.Unchanged(before);
        }
        var refusal = pressure.refusal(origin, before.active() && !after.active());
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        if (takesNames(before, after)) {
            var taken = Reconciliation.taken(after, store.othersWith(origin.organisationId(), before.id(), after));
            if (taken.isPresent()) {
                return new Refused(taken.get());
            }
            store.takeFromDeleted(origin.organisationId(), before.id(), after.emailKey());
        }
        var user = before.changed(after, !changed.isEmpty(), now).withLink(linked);
        store.update(origin.organisationId(), user);
        outbox.append(origin.at(now), UserFacts.ofUpdate(account, before, user, changed));
        return new UserOutcome.Updated(user);
    }
}
