package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.jobs.Job.Found;
import com.scrydon.scim.worker.operations.OperatorFacts;
import com.scrydon.scim.worker.planning.Recomputations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One step of one job: the next accounts in the order of ids, in one transaction that also writes down how far the job is. Tasks are
 * acknowledged before it commits: whoever is killed in between sends them again, and recomputing twice changes nothing (R29).
 */
@Component
class JobSteps {

    private static final Logger LOG = LoggerFactory.getLogger(JobSteps.class);
    /** Accounts of a step. A step that writes is as large as what a batch of applying takes. */
    private static final int RECOMPUTED_AT_ONCE = 500;
    private static final int COMPARED_AT_ONCE = 2_000;
    private static final String CAUSE = "job";

    private final JobStore jobs;
    private final JobAccounts accounts;
    private final Findings findings;
    private final SecondLook secondLook;
    private final Recomputations recomputations;
    private final OperatorFacts facts;
    private final Outbox outbox;
    private final JobProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;

    JobSteps(JobStore jobs, JobAccounts accounts, Findings findings, SecondLook secondLook,
            Recomputations recomputations,
            OperatorFacts facts, Outbox outbox, JobProperties properties, TransactionTemplate transactions,
            Clock clock) {
        this.jobs = jobs;
        this.accounts = accounts;
        this.findings = findings;
        this.secondLook = secondLook;
        this.recomputations = recomputations;
        this.facts = facts;
        this.outbox = outbox;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes the next step of the job that has been due for longest. A job whose step fails by its data or by a mistake of ours is over, so that
     * it stands in nobody's way.
     *
     * @return whether one was due
     * @throws RuntimeException if the infrastructure fails: the step was undone, and comes again
     */
    boolean step() {
        try {
            return Boolean.TRUE.equals(transactions.execute(_ -> {
                findings.planByIndex();
                var now = clock.instant();
                var job = jobs.takeDue(now);
                job.ifPresent(due -> tried(due, now));
                return job.isPresent();
            }));
        } catch (StepFailedException e) {
            switch (StoreFailure.of(e.reason())) {
                case Away _,Locked _,Overtaken _,TooSlow _,GateClosed _,Broken _ -> throw e.reason();
                case Data _,Bug _ -> fail(e.job(), e.reason());
            }
            return true;
        }
    }

    private void tried(Job job, Instant now) {
        try {
            step(job, now);
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StepFailedException(job, e);
        }
    }

    private void fail(Job job, RuntimeException reason) {
        LOG.error("job {} failed", job.id(), reason);
        var failure = String.valueOf(reason.getMessage());
        transactions.executeWithoutResult(_ -> jobs.lock(job.organisationId(), job.id())
                .filter(now -> now.state() == JobState.RUNNING)
                .ifPresent(now -> end(now, JobState.FAILED, Optional.of(failure), clock.instant())));
    }

    /** What the schedule finds in order is not told: it would fill the audit log with nothing. */
    private void end(Job job, JobState state, Optional<String> failure, Instant now) {
        jobs.move(job.id(), state, failure, now);
        if (state != JobState.DONE || !job.isOfSchedule() || job.found().differing() > 0) {
            facts.appendOfSystem(job.organisationId(), FactType.JOB_FINISHED, job.id().toString(), "%s %s: %s"
                    .formatted(job.words(), state.word(), job.found().words(job.kind())));
        }
    }

    private void step(Job job, Instant now) {
        int most = job.kind().writes() ? RECOMPUTED_AT_ONCE : COMPARED_AT_ONCE;
        var chunk = accounts.after(job.organisationId(), job.scope(), job.position(), most);
        var found = look(job, chunk, now);
        // In an older Postgres the job may be one that was over long ago.
        outbox.requireOpen();
        if (found.isEmpty()) {
            jobs.postpone(job.id(), now.plus(properties.secondLook()));
            return;
        }
        var position = chunk.isEmpty() ? job.position() : chunk.getLast();
        jobs.stepped(job.id(), position, found.get(), now.plus(pause(job.kind(), chunk.size())));
        if (chunk.size() < most) {
            end(jobs.find(job.organisationId(), job.id()).orElse(job), JobState.DONE, Optional.empty(), now);
        }
    }

    /** Empty if it has to be looked at again in a while. */
    private Optional<Found> look(Job job, List<UUID> chunk, Instant now) {
        return switch (job.kind()) {
            case RECOMPUTE -> {
                send(job, chunk, now);
                yield Optional.of(new Found(chunk.size(), 0, 0, 0));
            }
            case REPAIR -> {
                var differences = findings.of(chunk);
                send(job, accounts(differences), now);
                yield Optional.of(kept(job, chunk, differences));
            }
            case DRIFT_CHECK -> secondLook.confirmed(job, findings.of(chunk))
                    .map(differences -> kept(job, chunk, differences));
        };
    }

    private Found kept(Job job, List<UUID> chunk, List<Difference> differences) {
        long room = Math.max(0, Findings.MOST_KEPT - job.found().differences());
        findings.keep(job.id(), differences.stream().limit(room).toList());
        long missing = differences.stream().filter(Difference::missing).count();
        return new Found(chunk.size(), accounts(differences).size(), missing, differences.size() - missing);
    }

    private static List<UUID> accounts(List<Difference> differences) {
        return differences.stream().map(Difference::accountId).distinct().toList();
    }

    private void send(Job job, List<UUID> chunk, Instant now) {
        recomputations.send(chunk, job.organisationId(), new Cause(job.id(), CAUSE, job.id().toString(), now));
    }

    private Duration pause(JobKind kind, int looked) {
        return Duration.ofMillis(looked * Duration.ofSeconds(1).toMillis() / properties.perSecond(kind));
    }
}
