package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.worker.jobs.Job.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of {@code membership.job}. */
@Repository
class JobStore {

    /** Jobs of an organisation that are remembered once they are over. */
    static final int MOST_KEPT = 100;

    private static final String COLUMNS = """
            select id, organisation_id, kind, scope, subject, state, position, accounts, differing, missing, excess, failure,
                requested_by, requested_at, finished_at
            from membership.job
            """;
    /** Nothing, if the organisation has one that is not over. */
    private static final String INSERT = """
            insert into membership.job (id, organisation_id, kind, scope, subject, state, requested_by, requested_at,
                next_step_at)
            values (:id, :organisation, :kind, :scope, :subject, 'running', :by, :now, :now)
            on conflict (organisation_id) where state in ('running', 'paused') do nothing
            """;
    private static final String FORGET = """
            delete from membership.job where id in (
                select id from membership.job
                where organisation_id = :organisation and state not in ('running', 'paused')
                order by requested_at desc, id desc offset :most)
            """;
    private static final String FIND = COLUMNS + "where organisation_id = :organisation and id = :id";
    private static final String LOCK = FIND + " for update";
    private static final String LIST = COLUMNS + """
            where organisation_id = :organisation order by requested_at desc, id desc limit :limit
            """;
    /** Whoever is at work on one is left alone: another instance takes the next. */
    private static final String TAKE_DUE = COLUMNS + """
            where state = 'running' and next_step_at <= :now
            order by next_step_at limit 1 for update skip locked
            """;
    private static final String STEPPED = """
            update membership.job set position = :position, accounts = accounts + :accounts,
                differing = differing + :differing, missing = missing + :missing, excess = excess + :excess,
                next_step_at = :next
            where id = :id
            """;
    private static final String MOVE = """
            update membership.job set state = :state, next_step_at = :now, failure = :failure,
                finished_at = case when :over then :now::timestamptz end
            where id = :id
            """;
    private static final String POSTPONE = "update membership.job set next_step_at = :next where id = :id";
    /** One organisation that has not been checked since, and has nothing under way. */
    private static final String SCHEDULE = """
            insert into membership.job (id, organisation_id, kind, scope, state, requested_by, requested_at, next_step_at)
            select uuidv7(), o.id, 'drift-check', 'organisation', 'running', :by, :now, :now
            from directory.organisation o
            where not exists (
                select from membership.job j
                where j.organisation_id = o.id and (j.state in ('running', 'paused')
                    or j.kind = 'drift-check' and j.scope = 'organisation' and j.requested_at > :since))
            limit 1
            on conflict (organisation_id) where state in ('running', 'paused') do nothing
            returning organisation_id
            """;
    /** Of each organisation the newest that is done; of those, whatever is asked. */
    private static final String CHECKED = """
            select count(*) as organisations, coalesce(sum(c.differing), 0)::bigint as differing,
                min(c.finished_at) as oldest
            from (
                select distinct on (organisation_id) organisation_id, differing, finished_at from membership.job
                where kind = 'drift-check' and scope = 'organisation' and state = 'done'
                order by organisation_id, requested_at desc, id desc) c
            """;

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it could be: an organisation has one at a time. */
    boolean insert(UUID id, UUID organisation, JobKind kind, Scope scope, String by, Instant now) {
        boolean inserted = jdbc.sql(INSERT).param("id", id).param("organisation", organisation)
                .param("kind", kind.word()).param("scope", word(scope)).param("subject", subject(scope))
                .param("by", by).param("now", Moments.parameter(now)).update() == 1;
        forget(organisation);
        return inserted;
    }

    Optional<Job> find(UUID organisation, UUID id) {
        return one(FIND, organisation, id);
    }

    /** For the rest of the transaction. */
    Optional<Job> lock(UUID organisation, UUID id) {
        return one(LOCK, organisation, id);
    }

    private Optional<Job> one(String statement, UUID organisation, UUID id) {
        return jdbc.sql(statement).param("organisation", organisation).param("id", id).query((row, _) -> read(row))
                .optional();
    }

    /** Newest first, at most so many. */
    List<Job> list(UUID organisation, int limit) {
        return jdbc.sql(LIST).param("organisation", organisation).param("limit", limit).query((row, _) -> read(row))
                .list();
    }

    /** One whose next step is due, locked for the rest of the transaction. */
    Optional<Job> takeDue(Instant now) {
        return jdbc.sql(TAKE_DUE).param("now", Moments.parameter(now)).query((row, _) -> read(row)).optional();
    }

    /**
     * What the newest drift checks of whole organisations found.
     *
     * @param organisations that have ever been checked
     * @param differing accounts that differ
     * @param oldest when the one was done that is longest ago
     */
    record Checked(long organisations, long differing, Optional<Instant> oldest) {}

    /** Over all organisations. */
    Checked checked() {
        return jdbc.sql(CHECKED).query((row, _) -> new Checked(row.getLong("organisations"),
                row.getLong("differing"), Moments.find(row, "oldest"))).single();
    }

    /** Starts a check of one organisation that has had none since; empty if each has. */
    Optional<UUID> schedule(Instant since, Instant now) {
        var organisation = jdbc.sql(SCHEDULE).param("by", Job.SCHEDULE).param("since", Moments.parameter(since))
                .param("now", Moments.parameter(now)).query(UUID.class).optional();
        organisation.ifPresent(this::forget);
        return organisation;
    }

    void postpone(UUID id, Instant next) {
        jdbc.sql(POSTPONE).param("id", id).param("next", Moments.parameter(next)).update();
    }

    private void forget(UUID organisation) {
        jdbc.sql(FORGET).param("organisation", organisation).param("most", MOST_KEPT).update();
    }

    void stepped(UUID id, UUID position, Found step, Instant next) {
        jdbc.sql(STEPPED).param("id", id).param("position", position).param("accounts", step.accounts())
                .param("differing", step.differing()).param("missing", step.missing()).param("excess", step.excess())
                .param("next", Moments.parameter(next)).update();
    }

    void move(UUID id, JobState state, Optional<String> failure, Instant now) {
        boolean over = switch (state) {
            case RUNNING, PAUSED -> false;
            case DONE, CANCELLED, FAILED -> true;
        };
        jdbc.sql(MOVE).param("id", id).param("state", state.word()).param("failure", failure.orElse(null))
                .param("over", over).param("now", Moments.parameter(now)).update();
    }

    private static String word(Scope scope) {
        return switch (scope) {
            case Scope.Account _ -> "account";
            case Scope.Team _ -> "team";
            case Scope.Organisation _ -> "organisation";
        };
    }

    private static @Nullable UUID subject(Scope scope) {
        return switch (scope) {
            case Scope.Account(var account) -> account;
            case Scope.Team(var team) -> team;
            case Scope.Organisation _ -> null;
        };
    }

    private static Scope scope(String word, UUID subject) {
        return switch (word) {
            case "account" -> new Scope.Account(subject);
            case "team" -> new Scope.Team(subject);
            default -> new Scope.Organisation();
        };
    }

    private static Job read(ResultSet row) throws SQLException {
        return new Job(row.getObject("id", UUID.class), row.getObject("organisation_id", UUID.class),
                JobKind.named(row.getString("kind")).orElseThrow(),
                scope(row.getString("scope"), row.getObject("subject", UUID.class)),
                JobState.named(row.getString("state")), row.getObject("position", UUID.class),
                new Found(row.getLong("accounts"), row.getLong("differing"), row.getLong("missing"),
                        row.getLong("excess")),
                row.getString("requested_by"), Moments.read(row, "requested_at"),
                Moments.find(row, "finished_at"), Optional.ofNullable(row.getString("failure")));
    }
}
