package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.worker.operations.OperatorFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down what came of a step, unless somebody halted or ended the job meanwhile. */
@Component
class JobRecord {

    private static final Logger LOG = LoggerFactory.getLogger(JobRecord.class);
    private static final int MOST_REASON = 500;

    private final JobStore jobs;
    private final Findings findings;
    private final SecondLook secondLook;
    private final LiveTraffic live;
    private final OperatorFacts facts;
    private final Outbox outbox;
    private final JobProperties properties;
    private final TransactionTemplate transactions;
    private final Clock clock;

    JobRecord(JobStore jobs, Findings findings, SecondLook secondLook, LiveTraffic live, OperatorFacts facts,
            Outbox outbox, JobProperties properties, TransactionTemplate transactions, Clock clock) {
        this.jobs = jobs;
        this.findings = findings;
        this.secondLook = secondLook;
        this.live = live;
        this.facts = facts;
        this.outbox = outbox;
        this.properties = properties;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Of a drift check: counts what no traffic explains, or has it looked at again. */
    void compared(Job job, Looked looked) {
        secondLook.confirmed(job, looked.differences(), clock.instant(), live).ifPresentOrElse(
                confirmed -> stepped(job, looked.with(confirmed)),
                () -> postpone(job, properties.secondLook(),
                        "%d differences may be on their way".formatted(looked.differences().size())));
    }

    void stepped(Job job, Looked looked) {
        ifStillRunning(job, running -> {
            var now = clock.instant();
            var step = looked.found();
            keep(running, looked);
            jobs.stepped(job.id(), looked.accounts().isEmpty() ? job.position() : looked.accounts().getLast(), step,
                    now.plus(pause(job.kind(), looked.accounts().size())));
            if (looked.isLast()) {
                end(running, running.found().plus(step), JobState.DONE, Optional.empty(), now);
            }
        });
    }

    private void keep(Job job, Looked looked) {
        long room = Math.max(0, Findings.MOST_KEPT - job.found().differences());
        findings.keep(job.id(), looked.differences().stream().limit(room).toList());
    }

    private Duration pause(JobKind kind, int looked) {
        return Duration.ofMillis(looked * Duration.ofSeconds(1).toMillis() / properties.perSecond(kind));
    }

    void postpone(Job job, Duration pause, String reason) {
        var told = reason.length() <= MOST_REASON ? reason : reason.substring(0, MOST_REASON);
        transactions.executeWithoutResult(_ -> jobs.postpone(job.id(), clock.instant().plus(pause), told));
    }

    void failed(Job job, String reason) {
        ifStillRunning(job, running -> end(running, running.found(), JobState.FAILED, Optional.of(reason),
                clock.instant()));
    }

    /** In an older Postgres the job may be one that was over long ago. */
    private void ifStillRunning(Job job, Consumer<Job> work) {
        transactions.executeWithoutResult(_ -> {
            jobs.lock(job.organisationId(), job.id())
                    .filter(now -> now.state() == JobState.RUNNING && now.position().equals(job.position()))
                    .ifPresent(work);
            outbox.requireOpen();
        });
    }

    /** What the schedule finds in order is not told: it would fill the audit log with nothing. */
    private void end(Job job, Job.Found found, JobState state, Optional<String> failure, Instant now) {
        jobs.move(job.id(), state, failure, now);
        if (state == JobState.DONE && job.kind() == JobKind.DRIFT_CHECK && job.scope() instanceof Scope.Organisation) {
            jobs.checked(job.organisationId(), found.differing(), now);
        }
        if (found.differing() > 0) {
            LOG.warn("job {}, {}, organisation {}: {}", job.id(), job.words(), job.organisationId(),
                    found.words(job.kind()));
        }
        if (state != JobState.DONE || !job.isOfSchedule() || found.differing() > 0) {
            facts.appendOfSystem(job.organisationId(), FactType.JOB_FINISHED, job.id().toString(), "%s %s: %s%s"
                    .formatted(job.words(), state.word(), found.words(job.kind()),
                            failure.map(reason -> ": " + reason).orElse("")));
        }
    }
}
