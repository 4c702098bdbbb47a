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
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.planning.Recomputations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One step of one job: the next accounts in the order of ids. A transaction takes the job and looks at them; then tasks go to Kafka, outside of
 * any transaction, so that people can halt the job meanwhile; another writes down how far it is. Whoever is killed in between repeats the step
 * after a minute, and recomputing twice changes nothing (R29).
 */
@Component
class JobSteps {

    private static final Logger LOG = LoggerFactory.getLogger(JobSteps.class);
    /** Accounts of a step. One that writes is as large as what a batch of applying takes. */
    private static final int RECOMPUTED_AT_ONCE = 500;
    private static final int COMPARED_AT_ONCE = 2_000;
    /** Longer than any step takes: statements end after 30 s, sending after some 20. */
    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);
    private static final String CAUSE = "job";

    private final JobStore jobs;
    private final JobAccounts accounts;
    private final Findings findings;
    private final JobRecord record;
    private final Recomputations recomputations;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    JobSteps(JobStore jobs, JobAccounts accounts, Findings findings, JobRecord record, Recomputations recomputations,
            Outbox outbox, TransactionTemplate transactions, Clock clock) {
        this.jobs = jobs;
        this.accounts = accounts;
        this.findings = findings;
        this.record = record;
        this.recomputations = recomputations;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Takes the next step of the job that has been due for longest. One whose step takes too long or is locked out comes later, and one that fails
     * by its data or by a mistake of ours is over, so that none stands in the others' way.
     *
     * @param comparing only of drift checks
     * @return whether one was due
     * @throws RuntimeException if the infrastructure fails: the step comes again
     */
    boolean step(boolean comparing) {
        var job = Objects.requireNonNull(transactions.execute(_ -> {
            outbox.requireOpen();
            var now = clock.instant();
            return jobs.takeDue(now, now.plus(LEASE), comparing);
        }));
        job.ifPresent(this::tried);
        return job.isPresent();
    }

    private void tried(Job job) {
        try {
            step(job);
        } catch (KafkaException e) {
            record.postpone(job, AFTER_FAILURE, "Kafka does not answer");
            throw e;
        } catch (RuntimeException e) {
            switch (StoreFailure.of(e)) {
                case Away _,GateClosed _ -> throw e;
                case Locked _,Overtaken _,TooSlow _,Broken _ -> {
                    LOG.warn("job {} of organisation {} waits", job.id(), job.organisationId(), e);
                    record.postpone(job, AFTER_FAILURE, String.valueOf(e.getMessage()));
                }
                case Data _,Bug _ -> {
                    LOG.error("job {} of organisation {} failed", job.id(), job.organisationId(), e);
                    record.failed(job, String.valueOf(e.getMessage()));
                }
            }
        }
    }

    private void step(Job job) {
        var looked = look(job);
        var now = clock.instant();
        switch (job.kind()) {
            case RECOMPUTE -> {
                send(job, looked.accounts(), now);
                record.stepped(job, looked);
            }
            case REPAIR -> repair(job, looked, now);
            case DRIFT_CHECK -> record.compared(job, looked);
        }
    }

    /** Nothing more is sent once more accounts differ than somebody agreed to. */
    private void repair(Job job, Looked looked, Instant now) {
        long differing = job.found().plus(looked.found()).differing();
        if (job.mostDiffering().isPresent() && differing > job.mostDiffering().getAsLong()) {
            record.failed(job, "more accounts differ than were confirmed: start another drift check");
            return;
        }
        send(job, looked.differing(), now);
        record.stepped(job, looked);
    }

    private Looked look(Job job) {
        int most = job.kind().writes() ? RECOMPUTED_AT_ONCE : COMPARED_AT_ONCE;
        return Objects.requireNonNull(transactions.execute(_ -> {
            findings.planByIndex();
            var chunk = accounts.after(job.organisationId(), job.scope(), job.position(), most);
            boolean isLast = chunk.size() < most;
            return job.kind().compares()
                    ? Looked.cut(chunk, findings.of(chunk, Looked.MOST_DIFFERENCES), isLast)
                    : new Looked(chunk, List.of(), isLast);
        }));
    }

    private void send(Job job, List<UUID> chunk, Instant now) {
        recomputations.send(chunk, job.organisationId(), new Cause(job.id(), CAUSE, job.id().toString(), now));
    }
}
