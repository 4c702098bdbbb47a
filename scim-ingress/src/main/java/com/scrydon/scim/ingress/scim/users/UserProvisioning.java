package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.Changes;
import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.Post;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.SchemasRule;
import com.scrydon.scim.ingress.scim.attributes.Documents;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /Users}: creates, links or revives (R6 to R9, R14). */
@Component
class UserProvisioning {

    private final Changes changes;
    private final UserStore store;
    private final Processor processor;

    UserProvisioning(Changes changes, UserStore store, Processor processor) {
        this.changes = changes;
        this.store = store;
        this.processor = processor;
    }

    Outcome<UserRow> provision(Origin origin, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> SchemasRule.check(body, ScimUrns.USER)
                .then(known -> Documents.canonical(ResourceShapes.USER, known)).then(UserRules::created))
                .fold(posted -> provision(origin, body, posted), Outcome::refused);
    }

    private Outcome<UserRow> provision(Origin origin, ObjectNode body, UserState posted) {
        return changes.post(origin, new Post<>(ResourceShapes.USER.endpoint(), body, store::find),
                change -> reconcile(change, posted), TakenNames::problem);
    }

    private Outcome<UserRow> reconcile(Change change, UserState posted) {
        var candidates = store.lockCandidates(change.organisation(), posted);
        var decision = Reconciliation.decide(posted, candidates);
        var effect = effect(decision, posted);
        if (!(decision instanceof Reconciliation.Refuse)) {
            var refusal = change.admit(effect);
            if (refusal.isPresent()) {
                return Outcome.refused(refusal.get());
            }
        }
        boolean deletedHasEmail = candidates.stream().filter(UserRow::deprovisioned).map(UserRow::emailKey)
                .anyMatch(Optional.of(posted.emailKey())::equals);
        return switch (decision) {
            case Reconciliation.Create() -> create(change, effect, posted, deletedHasEmail);
            case Reconciliation.Link(var account) -> link(change, account, posted);
            case Reconciliation.Revive(var account) -> revive(change, effect, account, posted, deletedHasEmail);
            case Reconciliation.Refuse(var problem) -> Outcome.refused(problem);
        };
    }

    /** A POST that finds an active account may make it inactive; a deleted one that comes back counts again (R5). */
    private static Effect effect(Reconciliation decision, UserState posted) {
        return switch (decision) {
            case Reconciliation.Create() -> Effect.NONE.making(CapKind.USERS).activity(false, posted.active());
            case Reconciliation.Link(var account) -> Effect.NONE.activity(account.active(), posted.active());
            case Reconciliation.Revive(var account) -> (account.deprovisioned()
                    ? Effect.NONE.making(CapKind.USERS)
                    : Effect.NONE).activity(account.active(), posted.active());
            case Reconciliation.Refuse _ -> Effect.NONE;
        };
    }

    private Outcome<UserRow> create(Change change, Effect effect, UserState posted, boolean deletedHasEmail) {
        var now = change.now();
        var id = UuidV7.at(now);
        if (deletedHasEmail) {
            store.takeFromDeleted(change.organisation(), id, posted.emailKey());
        }
        var user = store.insert(change.organisation(), id, posted, now);
        var full = change.count(effect);
        if (full.isPresent()) {
            return Outcome.refused(full.get());
        }
        var account = change.inserted(AggregateKind.ACCOUNT, id);
        change.append(List.of(UserFacts.of(account, FactType.USER_PROVISIONED, user,
                List.copyOf(posted.document().propertyNames()))));
        return new Outcome.Created<>(user);
    }

    private Outcome<UserRow> link(Change change, UserRow account, UserState posted) {
        return UserRules.linked(account, posted).fold(state -> {
            var changed = Documents.differences(ResourceShapes.USER, account.document(), state.document());
            var linked = account.changed(state, !changed.isEmpty(), change.now());
            store.update(change.organisation(), linked);
            change.append(UserFacts.ofUpdate(lock(change, account.id()), account, linked, changed));
            return new Outcome.Created<>(linked);
        }, Outcome::refused);
    }

    private Outcome<UserRow> revive(Change change, Effect effect, UserRow account, UserState posted,
            boolean deletedHasEmail) {
        if (deletedHasEmail) {
            store.takeFromDeleted(change.organisation(), account.id(), posted.emailKey());
        }
        var changed = Documents.differences(ResourceShapes.USER, account.document(), posted.document());
        var revived = account.changed(posted, true, change.now());
        store.update(change.organisation(), revived);
        var full = change.count(effect);
        if (full.isPresent()) {
            return Outcome.refused(full.get());
        }
        change.append(UserFacts.ofUpdate(lock(change, account.id()), account, revived, changed));
        return new Outcome.Created<>(revived);
    }

    private static LockedAggregate lock(Change change, UUID id) {
        return change.lock(AggregateKind.ACCOUNT, id).orElseThrow();
    }
}
