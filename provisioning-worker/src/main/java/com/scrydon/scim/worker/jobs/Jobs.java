package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import com.scrydon.scim.worker.operations.OperatorFacts;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** What people may do with jobs of their organisation. Each change is a fact in the same transaction. */
@Component
class Jobs {

    private final JobStore store;
    private final OperatorFacts facts;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final Clock clock;

    Jobs(JobStore store, OperatorFacts facts, Outbox outbox, TransactionTemplate transactions, Clock clock) {
        this.store = store;
        this.facts = facts;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Starts one; refused with 409 while the organisation has another that somebody started. One of the schedule gives way.
     *
     * @param most for a repair: how many accounts may differ
     * @param detail what else was asked, in words
     */
    Job start(Person person, HttpServletRequest request, JobKind kind, Scope scope, OptionalLong most, String detail) {
        return inTransaction(() -> {
            var organisation = person.organisationId();
            var now = clock.instant();
            store.notOver(organisation).filter(Job::isOfSchedule)
                    .flatMap(other -> store.lock(organisation, other.id()))
                    .filter(other -> other.finishedAt().isEmpty())
                    .ifPresent(other -> store.move(other.id(), JobState.CANCELLED, Optional.empty(), now));
            var id = UuidV7.at(now);
            if (!store.insert(id, organisation, kind, scope, most, person.name(), now)) {
                throw ApiProblemException.conflict(store.notOver(organisation)
                        .map(other -> "the organisation takes one job at a time, and %s (%s) is %s".formatted(
                                other.id(),
                                other.words(), other.state().word()))
                        .orElse("another job of the organisation is just ending; try again"));
            }
            var job = found(store.find(organisation, id), id);
            facts.append(person, request, FactType.JOB_STARTED, id.toString(), job.words() + detail);
            return job;
        });
    }

    Job pause(Person person, HttpServletRequest request, UUID id) {
        return move(person, request, id, EnumSet.of(JobState.RUNNING), JobState.PAUSED, FactType.JOB_PAUSED);
    }

    Job resume(Person person, HttpServletRequest request, UUID id) {
        return move(person, request, id, EnumSet.of(JobState.PAUSED), JobState.RUNNING, FactType.JOB_RESUMED);
    }

    Job cancel(Person person, HttpServletRequest request, UUID id) {
        return move(person, request, id, EnumSet.of(JobState.RUNNING, JobState.PAUSED), JobState.CANCELLED,
                FactType.JOB_CANCELLED);
    }

    /** Again is no change; from any other state it is refused with 409. */
    private Job move(Person person, HttpServletRequest request, UUID id, EnumSet<JobState> from, JobState to,
            FactType type) {
        return inTransaction(() -> {
            var job = found(store.lock(person.organisationId(), id), id);
            if (job.state() == to) {
                return job;
            }
            if (!from.contains(job.state())) {
                throw ApiProblemException.conflict("the job is " + job.state().word());
            }
            store.move(id, to, Optional.empty(), clock.instant());
            facts.append(person, request, type, id.toString(), job.words() + ": " + job.found().words(job.kind()));
            return found(store.find(person.organisationId(), id), id);
        });
    }

    private Job inTransaction(Supplier<Job> work) {
        return Objects.requireNonNull(transactions.execute(_ -> {
            var job = work.get();
            outbox.requireOpen();
            return job;
        }));
    }

    static Job found(Optional<Job> job, UUID id) {
        return job.orElseThrow(() -> ApiProblemException.notFound("there is no job " + id));
    }
}
