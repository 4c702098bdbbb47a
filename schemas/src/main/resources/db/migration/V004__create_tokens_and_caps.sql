-- Who may call, how often, and how much of it there may be. Only scim-ingress writes here.
create table directory.token (
    id                   uuid primary key default uuidv7(),
    organisation_id      uuid not null references directory.organisation,
    label                text not null,
    sha256               bytea not null unique check (octet_length(sha256) = 32),
    -- Rotation (R2): the raw value from before, which stays good for an overlap, so that nobody has to change two systems at once.
    previous_sha256      bytea check (octet_length(previous_sha256) = 32),
    previous_valid_until timestamptz,
    rotated_at           timestamptz,
    scopes               text[] not null,
    -- 0 is "no limit": for the deployment's own clients (R4).
    rate_per_second      integer check (rate_per_second >= 0),
    burst                integer check (burst > 0),
    created_by           text not null,
    created_at           timestamptz not null,
    expires_at           timestamptz,
    last_used_at         timestamptz,
    revoked_at           timestamptz,
    check ((previous_sha256 is null) = (previous_valid_until is null))
);
-- Serves the list of an organisation's tokens.
create index token_organisation on directory.token (organisation_id, created_at);
-- Serves the check of a bearer token with its former value.
create unique index token_previous on directory.token (previous_sha256) where previous_sha256 is not null;
-- Who reads for reports needs no hashes of tokens: with one, and a token, it could be proved whose it is.
revoke select on directory.token from scim_reader, provisioning_worker, audit_sink;
grant select (id, organisation_id, label, scopes, rate_per_second, burst, created_by, created_at, expires_at, last_used_at,
    revoked_at, rotated_at, previous_valid_until) on directory.token to scim_reader, provisioning_worker, audit_sink;

-- How many users, groups and Teams an organisation has, in shards, so that creates of one organisation do not wait for each other.
-- Only the sum of an organisation's shards means anything; one shard may be below zero. Each may have the most of its share, and
-- the shares add up to the cap that they were made for: another cap means other shares. An organisation without shards is counted
-- when it is asked about; deleting its rows has it counted again (docs/decisions/012-caps.md). Teams too, since a Group that is made
-- and deleted leaves its Team.
create table directory.cap_usage (
    organisation_id uuid not null references directory.organisation,
    kind            text not null check (kind in ('users', 'groups', 'teams')),
    shard           integer not null check (shard >= 0),
    used            bigint not null,
    most            bigint not null check (most >= 0),
    cap             bigint not null,
    primary key (organisation_id, kind, shard)
) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Takes one of the share of a shard that nobody else has locked; false if there is none. A shard that was filled between being
-- found and being locked is no hit, but stays locked; whoever then waits for others must not hold it. So a miss is undone.
create function directory.take_free_of_cap(organisation uuid, of_kind text, of_cap bigint) returns boolean
language plpgsql as $$
begin
    with free as materialized (
        select u.shard from directory.cap_usage u
        where u.organisation_id = organisation and u.kind = of_kind and u.cap = of_cap and u.used < u.most
        limit 1 for no key update skip locked)
    update directory.cap_usage u set used = u.used + 1 from free
    where u.organisation_id = organisation and u.kind = of_kind and u.shard = free.shard;
    if not found then
        raise sqlstate 'SC507';
    end if;
    return true;
exception when sqlstate 'SC507' then
    return false;
end $$;

-- Instances of the ingress that are alive: each says so every two seconds. What is limited per instance, such as the buckets
-- of rate limits, is divided by their number (docs/decisions/013-rate-limits.md).
create table directory.instance (
    id      uuid primary key,
    seen_at timestamptz not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100);
