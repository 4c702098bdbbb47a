package com.scrydon.scim.worker.applying;

import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.TeamReference;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.worker.WorkerActor;
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.waiting.DueAccount;
import com.scrydon.scim.worker.waiting.ParkedAccounts;
import com.scrydon.scim.worker.waiting.ParkedFailure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Recomputes accounts: afterwards their rows equal the definition of effective membership, with one fact per account and
 * difference in the same transaction. Recomputing again, late or out of order changes nothing (R29). Where the write gate is
 * closed it fails even if there is no difference: in an older Postgres there may be none that ought to be.
 */
@Component
public class Applying {

    private final MembershipStore store;
    private final Aggregates aggregates;
    private final Outbox outbox;
    private final ParkedAccounts parked;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final AppliedMeters meters;

    Applying(MembershipStore store, Aggregates aggregates, Outbox outbox, ParkedAccounts parked,
            TransactionTemplate transactions, Clock clock, AppliedMeters meters) {
        this.store = store;
        this.aggregates = aggregates;
        this.outbox = outbox;
        this.parked = parked;
        this.transactions = transactions;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Recomputes the accounts, all in one transaction; where that fails on data, each in its own, parking those that
     * fail again. The caller bounds the number of accounts (a poll brings at most 500), and so how long their rows stay
     * locked: what waits for one of them waits for one such transaction.
     *
     * @throws com.scrydon.scim.worker.waiting.MassParkingException if too many fail; call again later
     * @throws RuntimeException if the infrastructure fails; the same call may work later
     */
    public void apply(Map<UUID, Cause> causes) {
        var failure = attempt(causes);
        if (failure.isEmpty()) {
            parked.worked(causes.size());
            return;
        }
        parked.requireTrial(failure.get());
        List<ParkedFailure> failures = new ArrayList<>();
        causes.forEach((account, cause) -> attempt(Map.of(account, cause))
                .ifPresent(e -> failures.add(new ParkedFailure(account, cause, e))));
        if (failures.isEmpty()) {
            parked.worked(causes.size());
        } else {
            park(causes.size(), failures);
        }
    }

    private void park(int tried, List<ParkedFailure> failures) {
        transactions.executeWithoutResult(_ -> {
            parked.park(tried, failures);
            outbox.requireOpen();
        });
    }

    /** Tries a parked account again; a further failure lengthens its pause, and is no matter of the breaker. */
    void retry(DueAccount due) {
        var failure = attempt(Map.of(due.account(), due.cause()));
        failure.ifPresentOrElse(e -> parked.failedAgain(due, e), () -> parked.worked(1));
    }

    /** Recomputes in one transaction; answers what failed on data, after which nothing was done. */
    private Optional<RuntimeException> attempt(Map<UUID, Cause> causes) {
        try {
            recompute(causes);
            return Optional.empty();
        } catch (RuntimeException e) {
            if (!parks(StoreFailure.of(e))) {
                throw e;
            }
            return Optional.of(e);
        }
    }

    /**
     * Infrastructure parks nothing and is tried again until it works. Everything else is the account's, a bug of ours included, since it
     * must not stop the others (R30); what this takes wrongly for the account's hits many at once, and the breaker stops it.
     */
    static boolean parks(StoreFailure failure) {
        return switch (failure) {
            case Away _,Locked _,Overtaken _,TooSlow _,GateClosed _ -> false;
            case Data _,Broken _,Bug _ -> true;
        };
    }

    private void recompute(Map<UUID, Cause> causes) {
        var changed = transactions.execute(_ -> {
            store.planByIndex();
            store.ensureHeads(causes.keySet());
            var heads = aggregates.lockHeads(causes.keySet());
            var now = clock.instant();
            var differences = store.recompute(causes.keySet(), now);
            var facts = differences.isEmpty()
                    ? List.<PendingFact>of()
                    : facts(heads, differences, causes, now);
            outbox.append(common(now), facts);
            parked.release(causes.keySet());
            Failpoints.reach(Failpoints.APPLYING_BEFORE_COMMIT);
            return facts.size();
        });
        Failpoints.reach(Failpoints.APPLYING_AFTER_COMMIT);
        meters.committed(causes.values(), Objects.requireNonNullElse(changed, 0), clock.instant());
    }

    private List<PendingFact> facts(List<LockedAggregate> heads, List<Membership> differences, Map<UUID, Cause> causes,
            Instant now) {
        var changed = differences.stream().collect(Collectors.groupingBy(Membership::accountId));
        var after = store.teamsOf(changed.keySet());
        Set<UUID> teams = differences.stream().map(Membership::teamId).collect(Collectors.toCollection(HashSet::new));
        after.values().forEach(teams::addAll);
        var names = store.names(teams);
        List<PendingFact> facts = new ArrayList<>(changed.size());
        for (var head : heads) {
            var difference = changed.get(head.id());
            var cause = causes.get(head.id());
            if (difference != null && cause != null) {
                var teamsAfter = references(after.getOrDefault(head.id(), List.of()).stream(), names);
                facts.add(fact(head, difference, teamsAfter, names, cause, now));
            }
        }
        return facts;
    }

    private static PendingFact fact(LockedAggregate head, List<Membership> difference, List<TeamReference> after,
            Map<UUID, String> names, Cause cause, Instant now) {
        long delay = Math.max(0, Duration.between(cause.causedAt(), now).toMillis());
        var context = new FactContext(WorkerActor.WORKER, cause.requestId(), cause.eventId(), null, now);
        return new PendingFact(head, FactType.MEMBERSHIP_CHANGED,
                header -> MembershipFact.newBuilder().setHeader(header).setAccountId(head.id())
                        .setGained(teams(difference, true, names)).setLost(teams(difference, false, names))
                        .setTeamsAfter(after).setDelayMillis(delay).build())
                .inContext(context);
    }

    private static List<TeamReference> teams(List<Membership> difference, boolean gained, Map<UUID, String> names) {
        return references(difference.stream().filter(m -> m.gained() == gained).map(Membership::teamId).sorted(),
                names);
    }

    private static List<TeamReference> references(Stream<UUID> teams, Map<UUID, String> names) {
        return teams.map(team -> new TeamReference(team, names.getOrDefault(team, ""))).toList();
    }

    private static FactContext common(Instant now) {
        return new FactContext(WorkerActor.WORKER, "batch", null, null, now);
    }
}
