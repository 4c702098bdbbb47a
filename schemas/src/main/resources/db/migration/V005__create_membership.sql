-- What is in effect. Only provisioning-worker writes here; all of it can be recomputed from directory.
create table membership.account_head (
    account_id      uuid primary key,
    organisation_id uuid not null,
    event_seq       bigint not null default 0
);

create table membership.team_member (
    account_id      uuid not null,
    team_id         uuid not null,
    organisation_id uuid not null,
    since           timestamptz not null,
    primary key (account_id, team_id)
);
-- Serves the members of a Team.
create index team_member_team on membership.team_member (team_id, account_id);

-- Accounts whose recomputation failed on their data; retried with back-off and by hand (R30).
create table membership.parked_account (
    account_id      uuid primary key,
    cause           text not null,
    attempts        integer not null default 1,
    parked_at       timestamptz not null,
    next_attempt_at timestamptz not null
);
-- Serves the retry of parked accounts that are due.
create index parked_account_due on membership.parked_account (next_attempt_at);

-- Records that could not be decoded, kept raw and visible (R30).
create table membership.undecodable_record (
    topic       text not null,
    partition   integer not null,
    "offset"    bigint not null,
    key         text,
    payload     bytea,
    cause       text not null,
    recorded_at timestamptz not null,
    primary key (topic, partition, "offset")
);
