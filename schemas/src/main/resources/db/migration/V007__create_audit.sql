-- What happened. Only audit-sink writes here, and it can only insert records: no service may change or delete one (R33).
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
    changes         jsonb not null,
    event_seq       bigint not null,
    topic           text not null,
    partition       integer not null,
    "offset"        bigint not null,
    key             text not null,
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
-- Serves the records about one target.
create index record_targets on audit.record using gin (targets jsonb_path_ops);

-- Makes the partition of a month; the sink calls it ahead of time, but owns none of the tables.
create function audit.create_month(month date) returns void
language plpgsql security definer set search_path = pg_catalog
as $$
declare
    first_day date := date_trunc('month', month)::date;
    partition_name text := 'record_' || to_char(first_day, 'YYYY_MM');
begin
    if to_regclass('audit.' || partition_name) is null then
        execute format('create table audit.%I partition of audit.record for values from (%L) to (%L)',
            partition_name, first_day, (first_day + interval '1 month')::date);
        execute format('grant insert on audit.%I to audit_sink', partition_name);
    end if;
end $$;
revoke execute on function audit.create_month(date) from public;
grant execute on function audit.create_month(date) to audit_sink;

-- Facts that could not be decoded: kept raw and visible, never blocking the others.
create table audit.undecodable_record (
    topic       text not null,
    partition   integer not null,
    "offset"    bigint not null,
    key         text,
    payload     bytea,
    cause       text not null,
    recorded_at timestamptz not null,
    primary key (topic, partition, "offset")
);
grant insert on audit.undecodable_record to audit_sink;
