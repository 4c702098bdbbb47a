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
grant insert, delete on audit.untrue_record to audit_sink;
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
insert into audit.key_head (topic, key, highest)
select topic, key, max(event_seq) from audit.record where event_seq > 0 and key is not null group by topic, key;

-- Serves the look for a fact by its id: one that comes again is no second record.
create index record_event on audit.record (event_id);
-- Serves the look whether a published fact was kept raw, since nobody could decode it.
create index undecodable_offset on audit.undecodable_record (topic, partition, "offset");

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
