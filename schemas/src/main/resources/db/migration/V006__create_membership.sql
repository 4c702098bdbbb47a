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

-- Accounts whose recomputation failed on their data; retried with back-off and by hand (R30). One says whose it is, where it failed
-- and what asked for it: its retries carry the first cause on.
create table membership.parked_account (
    account_id      uuid primary key,
    organisation_id uuid not null,
    cause           text not null,
    stack           text not null check (octet_length(stack) <= 4096),
    attempts        integer not null default 1,
    failed_at       timestamptz not null,
    parked_at       timestamptz not null,
    next_attempt_at timestamptz not null,
    cause_event_id  uuid not null,
    cause_type      text not null,
    request_id      text not null,
    caused_at       timestamptz not null
);
-- Serves the retry of parked accounts that are due.
create index parked_account_due on membership.parked_account (next_attempt_at);
-- Serves operators who list an organisation's parked accounts.
create index parked_account_organisation on membership.parked_account (organisation_id, account_id);

-- Records that could not be decoded, kept raw and visible, to be tried again (R30).
create table membership.undecodable_record (
    topic           text not null,
    partition       integer not null,
    "offset"        bigint not null,
    id              uuid not null default uuidv7() unique,
    -- That of the account, group or Team its key names; null if the key names nobody.
    organisation_id uuid,
    key             text,
    payload         bytea,
    -- With these a record that is tried again says what it said at first, its MAC included (R36d).
    event_seq       text,
    mac             bytea,
    mac_key         text,
    cause           text not null,
    recorded_at     timestamptz not null,
    attempts        integer not null default 1,
    tried_at        timestamptz not null,
    primary key (topic, partition, "offset")
);
