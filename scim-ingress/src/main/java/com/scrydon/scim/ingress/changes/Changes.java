package com.scrydon.scim.ingress.changes;

import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.ingress.changes.admission.Admission;
import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Uniqueness;
import java.time.Clock;
import org.springframework.stereotype.Component;

/**
 * Makes changes of resources: each is one thing that locks, is admitted, writes and appends its facts, in one transaction that is tried again
 * where it met another change, and undone where it is refused.
 */
@Component
public class Changes {

    private final Transactions transactions;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final Admission admission;
    private final Doubts doubts;
    private final Clock clock;

    Changes(Transactions transactions, Aggregates aggregates, Outbox outbox, Admission admission, Doubts doubts,
            Clock clock) {
        this.transactions = transactions;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.admission = admission;
        this.doubts = doubts;
        this.clock = clock;
    }

    /**
     * What one change does, from its locks to its facts.
     *
     * @param <R> of the resource
     */
    @FunctionalInterface
    public interface Work<R> {
        Outcome<R> on(Change change);
    }

    /** Names the refusal of a change that lost a race for a unique value. */
    @FunctionalInterface
    public interface TakenValues {
        ScimProblem problem(UniqueIndex index);
    }

    /** Makes a change that takes no unique value. */
    public <R> Outcome<R> run(Origin origin, Work<R> work) {
        return transactions.run(() -> work.on(begun(origin)));
    }

    /** Makes a change, as {@link Transactions#run(java.util.function.Supplier, Transactions.TakenValues)} does. */
    public <R> Outcome<R> run(Origin origin, Work<R> work, TakenValues taken) {
        return transactions.run(() -> work.on(begun(origin)), refusal(taken));
    }

    /**
     * Makes what a POST asks for. A repetition of one that this process could not say was done is no conflict with itself
     * (docs/decisions/025-known-good-before-writing.md).
     */
    public <R extends Versioned> Outcome<R> post(Origin origin, Post<R> post, Work<R> work, TakenValues taken) {
        Outcome<R> outcome = transactions.run(() -> work.on(begun(origin)), refusal(taken),
                done -> doubt(origin, post, done));
        return outcome instanceof Outcome.Refused<R>(Uniqueness _)
                ? doubts.find(origin, post.endpoint(), post.body())
                        .flatMap(made -> post.stored().find(origin.organisationId(), made.id())
                                .filter(resource -> made.equals(ResourceVersion.of(resource))))
                        .<Outcome<R>>map(Outcome.Created::new).orElse(outcome)
                : outcome;
    }

    private <R extends Versioned> void doubt(Origin origin, Post<R> post, Outcome<R> done) {
        if (done instanceof Outcome.Created<R>(var made)) {
            doubts.remember(origin, post.endpoint(), post.body(), ResourceVersion.of(made));
        }
    }

    /** A change that begins now, in the running transaction. */
    Change begun(Origin origin) {
        return new Change(origin, aggregates, outbox, admission, clock);
    }

    private static <R> Transactions.TakenValues<Outcome<R>> refusal(TakenValues taken) {
        return index -> Outcome.refused(taken.problem(index));
    }
}
