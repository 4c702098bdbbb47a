package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.ingress.changes.Doubts;
import com.scrydon.scim.ingress.changes.Transactions;
import com.scrydon.scim.ingress.changes.admission.BackPressure;
import com.scrydon.scim.ingress.changes.admission.CapKind;
import com.scrydon.scim.ingress.changes.admission.Caps;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.answers.SchemasRule;
import com.scrydon.scim.ingress.scim.attributes.Documents;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.ingress.scim.users.UserOutcome.Refused;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.ScimUrns;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /Users}: creates, links or revives (R6 to R9, R14). */
@Component
class UserProvisioning {

    private static final Optional<ScimProblem> NOT_FULL = Optional.empty();

    private final Transactions transactions;
    private final UserStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final BackPressure pressure;
    private final Caps caps;
    private final Clock clock;
    private final Processor processor;
    private final Doubts doubts;

    UserProvisioning(Transactions transactions, UserStore store, Aggregates aggregates, Outbox outbox,
            BackPressure pressure, Caps caps, Clock clock, Processor processor, Doubts doubts) {
        this.transactions = transactions;
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.pressure = pressure;
        this.caps = caps;
        this.clock = clock;
        this.processor = processor;
        this.doubts = doubts;
    }

    UserOutcome provision(Origin origin, ObjectNode body) {
        return processor.read(origin.organisationId(), body, () -> SchemasRule.check(body, ScimUrns.USER)
                .then(known -> Documents.canonical(ResourceShapes.USER, known)).then(UserRules::created))
                .fold(posted -> provision(origin, body, posted), Refused::new);
    }

    /** A repetition of what this process could not say was done is no conflict with itself. */
    private UserOutcome provision(Origin origin, ObjectNode body, UserState posted) {
        var outcome = transactions.run(() -> reconcile(origin, posted), TakenNames::outcome,
                done -> doubt(origin, body, done));
        return outcome instanceof Refused(ScimProblem.Uniqueness _)
                ? doubts.find(origin, ResourceShapes.USER.endpoint(), body)
                        .flatMap(made -> store.find(origin.organisationId(), made.id())
                                .filter(user -> made.equals(resource(user))))
                        .<UserOutcome>map(UserOutcome.Created::new).orElse(outcome)
                : outcome;
    }

    private void doubt(Origin origin, ObjectNode body, UserOutcome done) {
        switch (done) {
            case UserOutcome.Created(var user) ->
                doubts.remember(origin, ResourceShapes.USER.endpoint(), body, resource(user));
            case UserOutcome.Linked(var user) ->
                doubts.remember(origin, ResourceShapes.USER.endpoint(), body, resource(user));
            case UserOutcome.Revived(var user) ->
                doubts.remember(origin, ResourceShapes.USER.endpoint(), body, resource(user));
            case UserOutcome.Updated _,UserOutcome.Unchanged _,UserOutcome.Deprovisioned _,Refused _ ->
                throw new IllegalStateException(
                        "no outcome of a POST: " + done);
        }
    }

    private static Doubts.Resource resource(UserRow user) {
        return new Doubts.Resource(user.id(), user.version(), user.lastModifiedAt());
    }

    private UserOutcome reconcile(Origin origin, UserState posted) {
        var candidates = store.lockCandidates(origin.organisationId(), posted);
        var decision = Reconciliation.decide(posted, candidates);
        if (!(decision instanceof Reconciliation.Refuse)) {
            var refusal = pressure.refusal(origin, deactivates(decision, posted));
            if (refusal.isPresent()) {
                return new Refused(refusal.get());
            }
        }
        return carryOut(decision, origin, posted, candidates);
    }

    /** A POST that finds an active account and makes it inactive. */
    private static boolean deactivates(Reconciliation decision, UserState posted) {
        return decision instanceof Reconciliation.Link(var account) && account.active() && !posted.active();
    }

    private UserOutcome carryOut(Reconciliation decision, Origin origin, UserState posted, List<UserRow> candidates) {
        var now = Moments.now(clock);
        boolean deletedHasEmail = candidates.stream().filter(UserRow::deprovisioned).map(UserRow::emailKey)
                .anyMatch(Optional.of(posted.emailKey())::equals);
        return switch (decision) {
            case Reconciliation.Create() -> create(origin, posted, deletedHasEmail, now);
            case Reconciliation.Link(var account) -> link(origin, account, posted, now);
            case Reconciliation.Revive(var account) -> revive(origin, account, posted, deletedHasEmail, now);
            case Reconciliation.Refuse(var problem) -> new Refused(problem);
        };
    }

    private UserOutcome create(Origin origin, UserState posted, boolean deletedHasEmail, Instant now) {
        var id = UuidV7.at(now);
        if (deletedHasEmail) {
            store.takeFromDeleted(origin.organisationId(), id, posted.emailKey());
        }
        var user = store.insert(origin.organisationId(), id, posted, now);
        var full = caps.take(origin.organisationId(), CapKind.USERS);
        if (full.isPresent()) {
            return new Refused(full.get());
        }
        var account = aggregates.inserted(AggregateKind.ACCOUNT, origin.organisationId(), id);
        outbox.append(origin.at(now), List.of(UserFacts.of(account, FactType.USER_PROVISIONED, user,
                List.copyOf(posted.document().propertyNames()))));
        return new UserOutcome.Created(user);
    }

    private UserOutcome link(Origin origin, UserRow account, UserState posted, Instant now) {
        return switch (UserRules.linked(account, posted)) {
            case Verdict.Refused<UserState>(var problem) -> new Refused(problem);
            case Verdict.Accepted<UserState>(var state) -> {
                var changed = Documents.differences(ResourceShapes.USER, account.document(), state.document());
                var linked = account.changed(state, !changed.isEmpty(), now);
                store.update(origin.organisationId(), linked);
                outbox.append(origin.at(now), UserFacts.ofUpdate(lock(origin, account.id()), account, linked, changed));
                yield new UserOutcome.Linked(linked);
            }
        };
    }

    private UserOutcome revive(Origin origin, UserRow account, UserState posted, boolean deletedHasEmail,
            Instant now) {
        if (deletedHasEmail) {
            store.takeFromDeleted(origin.organisationId(), account.id(), posted.emailKey());
        }
        var changed = Documents.differences(ResourceShapes.USER, account.document(), posted.document());
        var revived = account.changed(posted, true, now);
        store.update(origin.organisationId(), revived);
        var full = account.deprovisioned() ? caps.take(origin.organisationId(), CapKind.USERS) : NOT_FULL;
        if (full.isPresent()) {
            return new Refused(full.get());
        }
        outbox.append(origin.at(now), UserFacts.ofRevival(lock(origin, account.id()), account, revived, changed));
        return new UserOutcome.Revived(revived);
    }

    private LockedAggregate lock(Origin origin, UUID id) {
        return aggregates.lock(AggregateKind.ACCOUNT, origin.organisationId(), id).orElseThrow();
    }
}
