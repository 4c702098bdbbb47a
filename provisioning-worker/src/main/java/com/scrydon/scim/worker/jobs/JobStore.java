package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.worker.jobs.Job.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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
                waits_for, most_differing, requested_by, requested_at, finished_at
            from membership.job
            """;
    /** Nothing, if the organisation has one that is not over. */
    private static final String INSERT = """
            insert into membership.job (id, organisation_id, kind, scope, subject, most_differing, state, requested_by,
                requested_at, next_step_at)
            values (:id, :organisation, :kind, :scope, :subject, :most, 'running', :by, :now, :now)
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
    private static final String NOT_OVER = COLUMNS + """
            where organisation_id = :organisation and state in ('running', 'paused')
            """;
    /** Whoever takes one has it alone until then, without a lock: another instance takes the next, and people may halt it meanwhile. */
    private static final String TAKE_DUE = """
            with due as (
                select id as due_id from membership.job
                where state = 'running' and next_step_at <= :now and (not :comparing or kind = 'drift-check')
                order by next_step_at limit 1 for update skip locked),
            taken as (
                update membership.job set next_step_at = :until from due where id = due_id)
            """ + COLUMNS + "join due on due_id = id";
    private static final String STEPPED = """
            update membership.job set position = :position, accounts = accounts + :accounts,
                differing = differing + :differing, missing = missing + :missing, excess = excess + :excess,
                next_step_at = :next, waits_for = null
            where id = :id
            """;
    private static final String MOVE = """
            update membership.job set state = :state, next_step_at = :now, failure = :failure, waits_for = null,
                finished_at = case when :over then :now::timestamptz end
            where id = :id
            """;
    private static final String POSTPONE = """
            update membership.job set next_step_at = :next, waits_for = :reason where id = :id and state = 'running'
            """;
    /** The organisation whose last check is longest ago, while few checks of the schedule are under way. */
    private static final String SCHEDULE = """
            insert into membership.job (id, organisation_id, kind, scope, state, requested_at, next_step_at)
            select uuidv7(), o.id, 'drift-check', 'organisation', 'running', :now, :now
            from directory.organisation o
            left join membership.drift_check c on c.organisation_id = o.id
            where (c.checked_at is null or c.checked_at < :since)
                and (select count(*) from membership.job j where j.state = 'running' and j.requested_by is null) < :most
                and not exists (
                    select from membership.job j where j.organisation_id = o.id and j.state in ('running', 'paused'))
            order by c.checked_at nulls first, o.id limit 1
            on conflict (organisation_id) where state in ('running', 'paused') do nothing
            returning organisation_id
            """;
    private static final String CHECKED = """
            insert into membership.drift_check (organisation_id, checked_at, differing)
            values (:organisation, :now, :differing)
            on conflict (organisation_id) do update set checked_at = excluded.checked_at, differing = excluded.differing
            """;
    private static final String SUMMARY = """
            select count(c.organisation_id) as organisations, coalesce(sum(c.differing), 0)::bigint as differing,
                min(c.checked_at) as oldest,
                count(*) filter (where coalesce(c.checked_at, o.created_at) < :late) as late,
                (array_agg(o.slug order by c.differing desc) filter (where c.differing > 0))[1] as worst
            from directory.organisation o
            left join membership.drift_check c on c.organisation_id = o.id
            """;
    /** In the outbox of the directory, and so not known to the worker yet. */
    private static final String WAITS_IN_OUTBOX = """
            select exists (
                select from directory.outbox where organisation_id = :organisation and occurred_at <= :before)
            """;

    private final JdbcClient jdbc;

    JobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether it could be: an organisation has one at a time. */
    boolean insert(UUID id, UUID organisation, JobKind kind, Scope scope, OptionalLong most, String by, Instant now) {
        boolean inserted = jdbc.sql(INSERT).param("id", id).param("organisation", organisation)
                .param("kind", kind.word()).param("scope", word(scope)).param("subject", subject(scope))
                .param("most", most.isPresent() ? most.getAsLong() : null).param("by", by)
                .param("now", Moments.parameter(now)).update() == 1;
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

    /** The one of the organisation that is running or paused. */
    Optional<Job> notOver(UUID organisation) {
        return jdbc.sql(NOT_OVER).param("organisation", organisation).query((row, _) -> read(row)).optional();
    }

    /**
     * One whose next step is due, for whoever takes it alone until then.
     *
     * @param comparing only drift checks, which give the worker nothing to do
     */
    Optional<Job> takeDue(Instant now, Instant until, boolean comparing) {
        return jdbc.sql(TAKE_DUE).param("now", Moments.parameter(now)).param("until", Moments.parameter(until))
                .param("comparing", comparing).query((row, _) -> read(row)).optional();
    }

    /**
     * What the newest drift checks of whole organisations found.
     *
     * @param organisations that have ever been checked
     * @param differing accounts that differ
     * @param oldest when the one was done that is longest ago
     * @param late organisations that have had no check for too long
     * @param worst the short name of the one with the most accounts that differ
     */
    record Summary(long organisations, long differing, Optional<Instant> oldest, long late, Optional<String> worst) {}

    /** Over all organisations. */
    Summary summary(Instant late) {
        return jdbc.sql(SUMMARY).param("late", Moments.parameter(late))
                .query((row, _) -> new Summary(row.getLong("organisations"), row.getLong("differing"),
                        Moments.find(row, "oldest"), row.getLong("late"), Optional.ofNullable(row.getString("worst"))))
                .single();
    }

    void checked(UUID organisation, long differing, Instant now) {
        jdbc.sql(CHECKED).param("organisation", organisation).param("differing", differing)
                .param("now", Moments.parameter(now)).update();
    }

    /** Starts a check of one organisation that has had none since, unless so many are under way; empty if each has. */
    Optional<UUID> schedule(Instant since, Instant now, int most) {
        var organisation = jdbc.sql(SCHEDULE).param("since", Moments.parameter(since)).param("most", most)
                .param("now", Moments.parameter(now)).query(UUID.class).optional();
        organisation.ifPresent(this::forget);
        return organisation;
    }

    boolean waitsInTheOutbox(UUID organisation, Instant before) {
        return jdbc.sql(WAITS_IN_OUTBOX).param("organisation", organisation)
                .param("before", Moments.parameter(before)).query(Boolean.class).single();
    }

    void postpone(UUID id, Instant next, String reason) {
        jdbc.sql(POSTPONE).param("id", id).param("next", Moments.parameter(next)).param("reason", reason).update();
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
                most(row), Optional.ofNullable(row.getString("requested_by")), Moments.read(row, "requested_at"),
                Moments.find(row, "finished_at"), Optional.ofNullable(row.getString("waits_for")),
                Optional.ofNullable(row.getString("failure")));
    }

    private static OptionalLong most(ResultSet row) throws SQLException {
        long most = row.getLong("most_differing");
        return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(most);
    }
}
