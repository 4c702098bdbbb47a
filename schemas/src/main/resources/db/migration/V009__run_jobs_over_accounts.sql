-- How what is in effect differs from its definition: rows that are missing (gained, if it were applied) and rows that are too many.
-- Applying, recomputations, drift checks and repairs ask this, so that none of them can mean something else by it.
create function membership.difference(account_ids uuid[])
returns table (account_id uuid, team_id uuid, gained boolean)
language sql stable
as $$
    with wanted as materialized (
        select e.account_id, e.team_id from directory.effective_teams(account_ids) e
    ),
    stored as materialized (
        select m.account_id, m.team_id from membership.team_member m where m.account_id = any (account_ids)
    )
    select d.account_id, d.team_id, true from (
        select w.account_id, w.team_id from wanted w except select s.account_id, s.team_id from stored s) d
    union all
    select d.account_id, d.team_id, false from (
        select s.account_id, s.team_id from stored s except select w.account_id, w.team_id from wanted w) d
$$;

-- What operators have the worker do to many accounts, step by step in the order of account ids; whoever is killed goes on where the last
-- step ended (R35). One row says what is asked, how far it is and what came of it.
create table membership.job (
    id              uuid primary key,
    organisation_id uuid not null,
    kind            text not null check (kind in ('recompute', 'drift-check', 'repair')),
    scope           text not null check (scope in ('account', 'team', 'organisation')),
    -- The account or Team; null for the organisation.
    subject         uuid,
    state           text not null check (state in ('running', 'paused', 'done', 'cancelled', 'failed')),
    -- The last account of the last step.
    position        uuid not null default '00000000-0000-0000-0000-000000000000',
    accounts        bigint not null default 0,
    differing       bigint not null default 0,
    missing         bigint not null default 0,
    excess          bigint not null default 0,
    failure         text,
    -- What it waits for, in words; null while it goes.
    waits_for       text,
    -- For a repair: more accounts than that may not differ.
    most_differing  bigint,
    -- Null if nobody asked for it: the schedule did.
    requested_by    text,
    requested_at    timestamptz not null,
    -- Not before: the rate of a job is kept by when its next step may come.
    next_step_at    timestamptz not null,
    finished_at     timestamptz,
    check ((scope = 'organisation') = (subject is null)),
    check ((finished_at is not null) = (state in ('done', 'cancelled', 'failed')))
);
-- Serves the worker, which takes the job whose next step has been due for longest.
create index job_next_step on membership.job (next_step_at) where state = 'running';
-- Serves those who start one: an organisation has at most one that is not over.
create unique index job_not_over on membership.job (organisation_id) where state in ('running', 'paused');
-- Serves lists of an organisation's jobs, newest first, and the forgetting of old ones.
create index job_organisation on membership.job (organisation_id, requested_at desc, id desc);

-- Per organisation what its newest check of all its accounts found: the schedule and the status read this, not the history of jobs.
create table membership.drift_check (
    organisation_id uuid primary key,
    checked_at      timestamptz not null,
    differing       bigint not null
);

-- The first differences that a drift check found, a bounded number a job.
create table membership.job_finding (
    job_id     uuid not null references membership.job on delete cascade,
    account_id uuid not null,
    team_id    uuid not null,
    missing    boolean not null,
    primary key (job_id, account_id, team_id)
);

-- Serves walks over the accounts of one organisation that have ever been recomputed, whether the directory still knows them or not.
create index account_head_organisation on membership.account_head (organisation_id, account_id);
