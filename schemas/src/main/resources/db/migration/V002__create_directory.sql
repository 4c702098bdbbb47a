-- What was decided. Only scim-ingress writes here.
create table directory.organisation (
    id          uuid primary key default uuidv7(),
    slug        text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name        text not null,
    created_at  timestamptz not null default now()
);

create table directory.account (
    id               uuid primary key default uuidv7(),
    organisation_id  uuid not null references directory.organisation,
    kind             text not null check (kind in ('person', 'service')),
    email            text not null,
    user_name        text not null,
    external_id      text,
    active           boolean not null default true,
    linked           boolean not null default false,
    attributes       jsonb not null default '{}',
    version          bigint not null default 1,
    event_seq        bigint not null default 0,
    created_at       timestamptz not null,
    last_modified_at timestamptz not null,
    deprovisioned_at timestamptz,
    unique (organisation_id, id),
    check (deprovisioned_at is null or not active)
);
-- Serves linking and reviving by e-mail (R7, R9); holds "one account per e-mail" for deprovisioned accounts too (R14).
create unique index account_email on directory.account (organisation_id, lower(email));
-- Serves userName probes and holds their uniqueness (R8); a deprovisioned account gives its userName free.
create unique index account_user_name on directory.account (organisation_id, lower(user_name))
    where deprovisioned_at is null;
-- Holds "externalId already used by an active account" (R8).
create unique index account_external_id_active on directory.account (organisation_id, external_id)
    where active and external_id is not null;
-- Serves externalId probes, and reviving an inactive account by externalId (R9).
create index account_external_id on directory.account (organisation_id, external_id) where external_id is not null;
-- Serves the import: a stable walk in the order of creation (R15).
create index account_walk on directory.account (organisation_id, created_at, id)
    where kind = 'person' and deprovisioned_at is null;

create table directory.scim_group (
    id               uuid primary key default uuidv7(),
    organisation_id  uuid not null references directory.organisation,
    display_name     text not null,
    external_id      text,
    version          bigint not null default 1,
    event_seq        bigint not null default 0,
    created_at       timestamptz not null,
    last_modified_at timestamptz not null,
    unique (organisation_id, id)
);
-- Serves displayName probes and holds "one SCIM Group per displayName" (R16).
create unique index scim_group_display_name on directory.scim_group (organisation_id, lower(display_name));
-- Serves externalId probes.
create index scim_group_external_id on directory.scim_group (organisation_id, external_id)
    where external_id is not null;
-- Serves the import of groups in the order of creation.
create index scim_group_walk on directory.scim_group (organisation_id, created_at, id);

create table directory.group_member (
    organisation_id uuid not null,
    group_id        uuid not null,
    account_id      uuid not null,
    added_at        timestamptz not null,
    primary key (group_id, account_id),
    foreign key (organisation_id, group_id) references directory.scim_group (organisation_id, id),
    foreign key (organisation_id, account_id) references directory.account (organisation_id, id)
);
-- Serves a User's groups and the effective Teams of an account.
create index group_member_account on directory.group_member (account_id, group_id);

create table directory.group_nesting (
    organisation_id uuid not null,
    parent_id       uuid not null,
    child_id        uuid not null,
    added_at        timestamptz not null,
    primary key (parent_id, child_id),
    foreign key (organisation_id, parent_id) references directory.scim_group (organisation_id, id),
    foreign key (organisation_id, child_id) references directory.scim_group (organisation_id, id),
    check (parent_id <> child_id)
);
-- Serves the way up from a group to the groups it is nested in.
create index group_nesting_child on directory.group_nesting (child_id, parent_id);

create table directory.team (
    id              uuid primary key default uuidv7(),
    organisation_id uuid not null references directory.organisation,
    name            text not null,
    group_id        uuid unique,
    event_seq       bigint not null default 0,
    created_at      timestamptz not null,
    unique (organisation_id, id),
    foreign key (organisation_id, group_id) references directory.scim_group (organisation_id, id)
);
-- Holds "one Team per name"; the suffix of a pushed Group's Team is chosen under it (R16).
create unique index team_name on directory.team (organisation_id, lower(name));

create table directory.team_member_by_hand (
    organisation_id uuid not null,
    team_id         uuid not null,
    account_id      uuid not null,
    added_by        text not null,
    added_at        timestamptz not null,
    primary key (team_id, account_id),
    foreign key (organisation_id, team_id) references directory.team (organisation_id, id),
    foreign key (organisation_id, account_id) references directory.account (organisation_id, id)
);
-- Serves the effective Teams of an account.
create index team_member_by_hand_account on directory.team_member_by_hand (account_id, team_id);

create table directory.team_member_kept (
    organisation_id uuid not null,
    team_id         uuid not null,
    account_id      uuid not null,
    group_id        uuid not null,
    group_name      text not null,
    kept_at         timestamptz not null,
    primary key (team_id, account_id),
    foreign key (organisation_id, team_id) references directory.team (organisation_id, id),
    foreign key (organisation_id, account_id) references directory.account (organisation_id, id)
);
-- Serves the effective Teams of an account.
create index team_member_kept_account on directory.team_member_kept (account_id, team_id);

create table directory.token (
    id              uuid primary key default uuidv7(),
    organisation_id uuid not null references directory.organisation,
    label           text not null,
    sha256          bytea not null unique check (octet_length(sha256) = 32),
    scopes          text[] not null,
    rate_per_second integer check (rate_per_second > 0),
    burst           integer check (burst > 0),
    created_by      text not null,
    created_at      timestamptz not null,
    expires_at      timestamptz,
    last_used_at    timestamptz,
    revoked_at      timestamptz
);
-- Serves the list of an organisation's tokens.
create index token_organisation on directory.token (organisation_id, created_at);
