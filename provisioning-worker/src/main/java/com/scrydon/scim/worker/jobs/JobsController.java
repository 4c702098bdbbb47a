package com.scrydon.scim.worker.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.servicekit.ApiController;
import com.scrydon.scim.servicekit.people.Person;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import com.scrydon.scim.worker.jobs.Job.Found;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Jobs of the organisation: operators start and steer them, auditors and org admins see them (R35). */
@ApiController
@RequestMapping("/api/operations/v1/jobs")
class JobsController {

    private static final int MOST_FINDINGS = 200;
    /** What a check found is agreed to for as long. */
    private static final Duration CHECK_HOLDS = Duration.ofHours(24);

    private final Jobs jobs;
    private final JobStore store;
    private final Findings findings;
    private final LiveTraffic live;
    private final Clock clock;

    JobsController(Jobs jobs, JobStore store, Findings findings, LiveTraffic live, Clock clock) {
        this.jobs = jobs;
        this.store = store;
        this.findings = findings;
        this.live = live;
        this.clock = clock;
    }

    /**
     * What to start.
     *
     * @param kind recompute, drift-check or repair
     * @param account only this one
     * @param team only who is in this Team or has a reason to be; without either it is the whole organisation
     * @param check for a repair: the drift check whose accounts it is to repair
     * @param confirm for a repair: how many accounts that check found to differ
     */
    record Asked(@Nullable String kind, @Nullable UUID account, @Nullable UUID team, @Nullable UUID check,
            @Nullable Long confirm) {}

    /** A job as people see it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(UUID id, String kind, String state, @Nullable UUID account, @Nullable UUID team, long accounts,
            long differing, long missing, long excess, @Nullable String requestedBy, Instant requestedAt,
            @Nullable Instant finishedAt, @Nullable String waitsFor, @Nullable String failure) {

        static Shown of(Job job, Optional<String> live) {
            Found found = job.found();
            return new Shown(job.id(), job.kind().word(), job.state().word(),
                    job.scope() instanceof Scope.Account(var account) ? account : null,
                    job.scope() instanceof Scope.Team(var team) ? team : null, found.accounts(), found.differing(),
                    found.missing(), found.excess(), job.requestedBy().orElse(null), job.requestedAt(),
                    job.finishedAt().orElse(null), reason(job, live).orElse(null), job.failure().orElse(null));
        }
    }

    /** Its own reason before that of all. */
    private static Optional<String> reason(Job job, Optional<String> live) {
        return job.state() == JobState.RUNNING ? job.waitsFor().or(() -> live) : Optional.empty();
    }

    private Shown shown(Job job) {
        return Shown.of(job, live.needsTheWorker());
    }

    record Listed(List<Shown> jobs) {}

    /** @param nextCursor absent on the last page */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FoundPage(List<Findings.Named> findings, @Nullable String nextCursor) {}

    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    Shown start(Person person, HttpServletRequest request, @RequestBody(required = false) @Nullable Asked body) {
        person.require(Role.OPERATOR);
        var asked = body == null ? new Asked(null, null, null, null, null) : body;
        var kind = JobKind.named(asked.kind() == null ? "" : asked.kind())
                .orElseThrow(() -> ApiProblemException.badRequest("kind must be recompute, drift-check or repair"));
        if (kind != JobKind.REPAIR) {
            return shown(jobs.start(person, request, kind, scope(asked), OptionalLong.empty(), ""));
        }
        var check = repaired(person, asked);
        long differing = check.found().differing();
        return shown(jobs.start(person, request, kind, check.scope(), OptionalLong.of(differing + differing / 10),
                ": as check %s found, %d accounts".formatted(check.id(), differing)));
    }

    private Job repaired(Person person, Asked asked) {
        var id = asked.check();
        if (id == null || asked.confirm() == null || asked.account() != null || asked.team() != null) {
            throw ApiProblemException.badRequest("a repair needs check and confirm, and nothing else");
        }
        var check = Jobs.found(store.find(person.organisationId(), id), id);
        if (check.kind() != JobKind.DRIFT_CHECK || check.state() != JobState.DONE) {
            throw ApiProblemException.conflict("job " + id + " is no drift check that is done");
        }
        if (check.finishedAt().orElseThrow().isBefore(clock.instant().minus(CHECK_HOLDS))) {
            throw ApiProblemException.conflict("the check is older than %d h; start another"
                    .formatted(CHECK_HOLDS.toHours()));
        }
        if (check.found().differing() != asked.confirm()) {
            throw ApiProblemException.conflict("%d accounts differ by that check, not %d"
                    .formatted(check.found().differing(), asked.confirm()));
        }
        return check;
    }

    private static Scope scope(Asked asked) {
        if (asked.check() != null || asked.confirm() != null || (asked.account() != null && asked.team() != null)) {
            throw ApiProblemException.badRequest("say account, or team, or neither for the whole organisation");
        }
        if (asked.account() != null) {
            return new Scope.Account(asked.account());
        }
        return asked.team() == null ? new Scope.Organisation() : new Scope.Team(asked.team());
    }

    /** All that are remembered, newest first. */
    @GetMapping
    Listed list(Person person) {
        mayRead(person);
        var reason = live.needsTheWorker();
        return new Listed(store.list(person.organisationId(), JobStore.MOST_KEPT + 1).stream()
                .map(job -> Shown.of(job, reason)).toList());
    }

    @GetMapping("/{id}")
    Shown show(Person person, @PathVariable("id") UUID id) {
        mayRead(person);
        return shown(Jobs.found(store.find(person.organisationId(), id), id));
    }

    /** The first differences that it found, at most 1,000 in all. */
    @GetMapping("/{id}/findings")
    FoundPage findings(Person person, @PathVariable("id") UUID id,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor) {
        mayRead(person);
        var _ = Jobs.found(store.find(person.organisationId(), id), id);
        var after = FindingCursor.of(cursor);
        var page = findings.page(id, after.account(), after.team(), MOST_FINDINGS);
        return new FoundPage(page, page.size() < MOST_FINDINGS ? null : FindingCursor.behind(page.getLast()));
    }

    @PostMapping("/{id}/pause")
    Shown pause(Person person, HttpServletRequest request, @PathVariable("id") UUID id) {
        person.require(Role.OPERATOR);
        return shown(jobs.pause(person, request, id));
    }

    @PostMapping("/{id}/resume")
    Shown resume(Person person, HttpServletRequest request, @PathVariable("id") UUID id) {
        person.require(Role.OPERATOR);
        return shown(jobs.resume(person, request, id));
    }

    @PostMapping("/{id}/cancel")
    Shown cancel(Person person, HttpServletRequest request, @PathVariable("id") UUID id) {
        person.require(Role.OPERATOR);
        return shown(jobs.cancel(person, request, id));
    }

    private static void mayRead(Person person) {
        person.require(Role.OPERATOR, Role.AUDITOR, Role.ORG_ADMIN);
    }
}
