package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.Changes;
import com.scrydon.scim.ingress.changes.Held;
import com.scrydon.scim.ingress.changes.Outcome;
import com.scrydon.scim.ingress.changes.admission.Effect;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.SchemasRule;
import com.scrydon.scim.ingress.scim.attributes.Documents;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.patches.DocumentPatch;
import com.scrydon.scim.ingress.scim.patches.PatchBody;
import com.scrydon.scim.ingress.scim.preconditions.Preconditions;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.schemas.ScimUrns;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT} and {@code PATCH /Users/{id}} (R7, R9, R10, R12). */
@Component
class UserUpdates {

    private final Changes changes;
    private final UserStore store;
    private final Processor processor;

    UserUpdates(Changes changes, UserStore store, Processor processor) {
        this.changes = changes;
        this.store = store;
        this.processor = processor;
    }

    Outcome<UserRow> replace(Origin origin, UUID id, Preconditions preconditions, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> SchemasRule.check(body, ScimUrns.USER)
                .then(known -> Documents.canonical(ResourceShapes.USER, known)).then(Documents::bounded))
                .fold(
                        wanted -> change(origin, id, preconditions, before -> UserRules.replaced(before, body, wanted),
                                true),
                        Outcome::refused);
    }

    Outcome<UserRow> patch(Origin origin, UUID id, Preconditions preconditions, ObjectNode body) {
        return processor.read(origin.organisationId(), body,
                () -> PatchBody.read(ResourceShapes.USER, body).then(DocumentPatch::of))
                .fold(patch -> change(origin, id, preconditions,
                        before -> patch.apply(id.toString(), before.document())
                                .then(patched -> UserRules.patched(before, patched)),
                        false), Outcome::refused);
    }

    private Outcome<UserRow> change(Origin origin, UUID id, Preconditions preconditions,
            Function<UserRow, Verdict<UserState>> rule, boolean links) {
        return changes.run(origin, change -> Outcome.of(change
                .hold(AggregateKind.ACCOUNT, ResourceShapes.USER.name(), id, preconditions, store::find)
                .then(account -> rule.apply(account.before()).map(after -> write(change, account, after, links)))),
                TakenNames::problem);
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
    private Outcome<UserRow> write(Change change, Held<UserRow> account, UserState after, boolean links) {
        var before = account.before();
        var now = change.now();
        var changed = Documents.differences(ResourceShapes.USER, before.document(), after.document());
        boolean linked = before.linked() || links || after.externalId().isPresent();
        if (changed.isEmpty() && linked == before.linked()) {
            return new Outcome.Unchanged<>(before);
        }
        var refusal = change.admit(Effect.NONE.activity(before.active(), after.active()));
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        if (takesNames(before, after)) {
            var taken = Reconciliation.taken(after, store.othersWith(change.organisation(), before.id(), after));
            if (taken.isPresent()) {
                return Outcome.refused(taken.get());
            }
            store.takeFromDeleted(change.organisation(), before.id(), after.emailKey());
        }
        var user = before.changed(after, !changed.isEmpty(), now).withLink(linked);
        store.update(change.organisation(), user);
        change.append(UserFacts.ofUpdate(account.lock(), before, user, changed));
        return new Outcome.Updated<>(user);
    }
}
