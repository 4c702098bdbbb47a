-- What was decided. Only scim-ingress writes here. Who comes before whom when rows are locked: docs/decisions/028-order-of-locks.md.
create table directory.organisation (
    id                    uuid primary key default uuidv7(),
    slug                  text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
    name                  text not null,
    created_at            timestamptz not null default now(),
    -- Caps of this organisation, where it has others than the service (R5).
    max_users             bigint check (max_users > 0),
    max_groups            bigint check (max_groups > 0),
    max_members_per_group bigint check (max_members_per_group > 0),
    max_teams             bigint check (max_teams > 0)
);

create table directory.account (
    id               uuid primary key default uuidv7(),
    organisation_id  uuid not null references directory.organisation,
    kind             text not null check (kind in ('person', 'service')),
    email            text not null,
    user_name        text not null,
    -- The keys of identity (R14c, docs/decisions/022-one-key-of-identity.md): computed by IdentityKey in Java by whoever writes the
    -- two texts. An account that gave a key up holds nothing against others.
    email_key        text,
    user_name_key    text,
    external_id      text,
    active           boolean not null default true,
    linked           boolean not null default false,
    attributes       jsonb not null default '{}',
    -- The e-mails of accounts that have more than one, in lower case: emails eq "…" must find secondary addresses, too. The
    -- account's own e-mail has its index already, so that for the others this is null, costs a null check, and is in no index.
    -- A column rather than an index on an expression over attributes: an update of other attributes stays HOT.
    several_emails   jsonb generated always as (
        case when attributes -> 'emails' -> 1 is not null
            then lower(jsonb_path_query_array(attributes, '$.emails[*].value')::text)::jsonb end) stored,
    version          bigint not null default 1,
    event_seq        bigint not null default 0,
    created_at       timestamptz not null,
    last_modified_at timestamptz not null,
    deprovisioned_at timestamptz,
    unique (organisation_id, id),
    check (deprovisioned_at is null or not active)
);
-- Serves linking by e-mail (R7); holds "one live account per e-mail". A deleted account is in nobody's way (R14b).
create unique index account_email on directory.account (organisation_id, email_key) where deprovisioned_at is null;
-- Serves reviving a deleted account by e-mail (R14) while no live one has it.
create index account_email_of_deleted on directory.account (organisation_id, email_key)
    where deprovisioned_at is not null;
-- Serves userName probes and holds their uniqueness among live accounts (R8).
create unique index account_user_name on directory.account (organisation_id, user_name_key)
    where deprovisioned_at is null;
-- Serves filters by an e-mail that is not the account's own one.
create index account_several_emails on directory.account using gin (several_emails jsonb_path_ops)
    where several_emails is not null;
-- Holds "externalId already used by an active account" (R8).
create unique index account_external_id_active on directory.account (organisation_id, external_id)
    where active and external_id is not null;
-- Serves externalId probes, and reviving an inactive account by externalId (R9).
create index account_external_id on directory.account (organisation_id, external_id) where external_id is not null;
-- Serves the import: a stable walk in the order of creation (R15).
create index account_walk on directory.account (organisation_id, created_at, id)
    where kind = 'person' and deprovisioned_at is null;

-- Names of Groups and Teams: computed by Postgres alone, nothing in Java compares them (R14c). NFC, what is not seen left out,
-- blanks of any kind folded into one and dropped outside, full case folding.
create function directory.folded_name(name text) returns text language sql immutable strict parallel safe return
    normalize(casefold(normalize(btrim(regexp_replace(regexp_replace(name,
        '[\u0001-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]',
        '', 'g'),
        '[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g')),
        NFC) collate pg_catalog.pg_unicode_fast), NFC);
-- Folding makes texts longer than an index takes; such a name is known by a hash.
create function directory.indexable(folded text) returns text language sql immutable strict parallel safe return
    case when octet_length(folded) > 1024 then 'md5:' || md5(folded) else folded end;
create function directory.name_key(name text) returns text language sql immutable strict parallel safe return
    directory.indexable(directory.folded_name(name));
-- What a pushed Group's Team is called where its name is taken: "Name (SCIM)" is 1, "Name (SCIM 2)" is 2 (R16).
create function directory.name_stem(name text) returns text language sql immutable strict parallel safe return
    directory.indexable(regexp_replace(directory.folded_name(name), ' \(scim( [1-9][0-9]{0,16})?\)$', ''));
create function directory.name_number(name text) returns bigint language sql immutable strict parallel safe return
    coalesce(nullif(trim(substring(directory.folded_name(name) from ' \(scim( [1-9][0-9]{0,16})?\)$')), '')::bigint,
        case when directory.folded_name(name) ~ ' \(scim\)$' then 1 else 0 end);

create table directory.scim_group (
    id               uuid primary key default uuidv7(),
    organisation_id  uuid not null references directory.organisation,
    display_name     text not null,
    -- A twin has its name beside another one of the same key; it holds none of the key until it is renamed.
    name_twin        boolean not null default false,
    name_key         text not null generated always as (
        directory.name_key(display_name) || case when name_twin then ' twin ' || id else '' end) stored,
    external_id      text,
    -- Members, accounts and groups: changes of them hold the group's lock anyway.
    member_count     bigint not null default 0,
    version          bigint not null default 1,
    event_seq        bigint not null default 0,
    created_at       timestamptz not null,
    last_modified_at timestamptz not null,
    unique (organisation_id, id)
);
-- Serves displayName probes and holds "one SCIM Group per displayName" (R16).
create unique index scim_group_display_name on directory.scim_group (organisation_id, name_key);
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
    -- As of Groups.
    name_twin       boolean not null default false,
    name_key        text not null generated always as (
        directory.name_key(name) || case when name_twin then ' twin ' || id else '' end) stored,
    name_stem       text not null generated always as (directory.name_stem(name)) stored,
    name_number     bigint not null generated always as (directory.name_number(name)) stored,
    group_id        uuid unique,
    event_seq       bigint not null default 0,
    created_at      timestamptz not null,
    unique (organisation_id, id),
    foreign key (organisation_id, group_id) references directory.scim_group (organisation_id, id)
);
-- Serves Teams by name and holds "one Team per name" (R16).
create unique index team_name on directory.team (organisation_id, name_key);
-- Serves the next free suffix of a pushed Group's Team, whatever number it is (R16).
create index team_suffix on directory.team (organisation_id, name_stem, name_number);

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

-- Whom a Team keeps of a Group that was deleted.
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
