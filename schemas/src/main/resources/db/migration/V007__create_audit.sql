-- What happened. Only audit-sink writes here, and it can only insert records: no service may change or delete one (R33).

-- One chain per partition of a topic. The row is the sink's position, its fence against a second sink and the end of the
-- chain, in one: records at or below last_offset are there already.
create table audit.chain_head (
    topic       text not null,
    partition   integer not null,
    topic_id    text not null,
    last_offset bigint not null,
    last_hash   bytea not null check (octet_length(last_hash) = 32),
    length      bigint not null,
    primary key (topic, partition)
);
grant insert, update on audit.chain_head to audit_sink;

create table audit.record (
    id              bigint generated always as identity,
    recorded_at     timestamptz not null,
    event_id        uuid not null,
    organisation_id uuid not null,
    type            text not null,
    occurred_at     timestamptz not null,
    actor_kind      text not null,
    actor_id        text not null,
    actor_display   text not null,
    request_id      text not null,
    remote_address  text,
    outcome         text not null check (outcome in ('success', 'refused')),
    targets         jsonb not null,
    -- Ids and readable names of the targets in lower case, for searching.
    target_names    text[] not null,
    changes         jsonb not null,
    event_seq       bigint not null,
    topic           text not null,
    partition       integer not null,
    topic_id        text not null,
    "offset"        bigint not null,
    key             text,
    -- Place in the partition's chain: 1, 2, 3 … without gaps over this table and undecodable_record together. Offsets have
    -- gaps (transaction markers) and start anew with a new topic id.
    chain_position  bigint not null,
    raw             bytea not null,
    salt            bytea not null,
    leaf            bytea not null check (octet_length(leaf) = 32),
    primary key (recorded_at, id)
) partition by range (recorded_at);
create table audit.record_default partition of audit.record default;
grant insert on audit.record, audit.record_default to audit_sink;

-- Serves the newest records of an organisation, page by page.
create index record_newest on audit.record (organisation_id, id desc);
-- Serves the records of one name prefix.
create index record_type on audit.record (organisation_id, type text_pattern_ops, id desc);
-- Serves the records by one actor.
create index record_actor on audit.record (organisation_id, actor_id, id desc);
-- Serves the records of one request.
create index record_request on audit.record (organisation_id, request_id);
-- Serves the records of a time range.
create index record_time on audit.record (organisation_id, occurred_at);
-- Serves the records about one target, by id or readable name.
create index record_target on audit.record using gin (target_names);
-- Serves the verification of a chain.
create index record_chain on audit.record (topic, partition, chain_position);
-- Serves "why" at a past time: the story of one account, group or Team, newest fact first (R38).
create index record_key on audit.record (key, event_seq);
-- Serves the look for a fact by its id: one that comes again is no second record.
create index record_event on audit.record (event_id);

-- Makes the partition of a month; the sink calls it ahead of time, but owns none of the tables.
create function audit.create_month(month date) returns void
language plpgsql security definer set search_path = pg_catalog
as $$
declare
    first_day date := date_trunc('month', month::timestamp)::date;
    partition_name text := 'record_' || to_char(first_day, 'YYYY_MM');
begin
    if to_regclass('audit.' || partition_name) is null then
        -- Two sinks may ask at once.
        perform pg_advisory_xact_lock(hashtextextended('audit.create_month', 0));
        execute format('create table if not exists audit.%I partition of audit.record for values from (%L) to (%L)',
            partition_name, first_day || ' 00:00:00+00', (first_day + interval '1 month')::date || ' 00:00:00+00');
        execute format('grant insert on audit.%I to audit_sink', partition_name);
    end if;
end $$;
revoke execute on function audit.create_month(date) from public;
grant execute on function audit.create_month(date) to audit_sink;

-- Facts that could not be decoded: kept raw, chained and visible, never blocking the others.
create table audit.undecodable_record (
    topic          text not null,
    partition      integer not null,
    topic_id       text not null,
    "offset"       bigint not null,
    key            text,
    chain_position bigint not null,
    -- Null for a record without value; its leaf is that of no bytes.
    raw            bytea,
    salt           bytea not null,
    leaf           bytea not null check (octet_length(leaf) = 32),
    cause          text not null,
    recorded_at    timestamptz not null,
    primary key (topic, partition, chain_position)
);
grant insert on audit.undecodable_record to audit_sink;
-- Serves the look whether a published fact was kept raw, since nobody could decode it.
create index undecodable_offset on audit.undecodable_record (topic, partition, "offset");

-- Records of the log whose MAC does not hold (docs/decisions/026-facts-have-a-mac.md): kept raw and marked, never in audit.record and
-- in no chain, since nobody of ours is known to have written them. They leave when the ring of keys learns that they are true.
create table audit.untrue_record (
    id          bigint generated always as identity primary key,
    topic       text not null,
    partition   integer not null,
    topic_id    text not null,
    "offset"    bigint not null,
    key         text,
    event_seq   bigint,
    mac         bytea,
    mac_key     text,
    reason      text not null check (reason in ('no-mac', 'unknown-key', 'wrong-mac', 'wrong-partition')),
    raw         bytea,
    recorded_at timestamptz not null
);
-- What stays untrue though its key is known says so, and is not looked at again.
grant insert, delete, update (reason) on audit.untrue_record to audit_sink;
-- Serves the look for records whose key has become known since they were judged. Not by the id of the key, which strangers write and
-- which may be longer than an index takes.
create index untrue_record_unknown_key on audit.untrue_record (id) where reason = 'unknown-key';

-- How many of a topic are kept; what comes beyond the bounds is counted only, so that nobody fills the disk with forgeries.
create table audit.untrue_kept (
    topic     text primary key,
    records   bigint not null default 0,
    bytes     bigint not null default 0,
    dropped   bigint not null default 0
);
grant insert, update on audit.untrue_kept to audit_sink;

-- How complete the story of each key is. A number that is missing makes no later fact untrue (R33).
create table audit.key_head (
    topic   text not null,
    key     text not null,
    highest bigint not null,
    missing int8multirange not null default '{}',
    primary key (topic, key)
);
grant insert, update on audit.key_head to audit_sink;
-- Serves the count of incomplete stories.
create index key_head_incomplete on audit.key_head (topic, key) where missing <> '{}';

-- Whether the audit index has taken a published fact, which is when Postgres may forget it (R28b): as a record, or raw as one that
-- could not be decoded. Months before the fact need not be looked through; the day is for clocks that differ.
create function audit.has_fact(event uuid, occurred timestamptz, fact_topic text, fact_topic_id text, fact_partition integer,
    fact_offset bigint) returns boolean
language sql stable parallel safe as $$
    select coalesce(
        (select true from audit.record r
         where r.event_id = event
             and r.recorded_at >= case when occurred > now() then '-infinity' else occurred - interval '1 day' end
         limit 1),
        (select true from audit.undecodable_record u
         where u.topic = fact_topic and u.partition = fact_partition and u."offset" = fact_offset
             and u.topic_id = fact_topic_id limit 1),
        false)
$$;
revoke execute on function audit.has_fact(uuid, timestamptz, text, text, integer, bigint) from public;
grant execute on function audit.has_fact(uuid, timestamptz, text, text, integer, bigint)
    to scim_ingress, provisioning_worker, audit_sink, scim_reader;
