-- How the facts of a schema come to Kafka: one outbox for each, all made by one function, so that no two differ.
create function ops.create_outbox(of_schema text) returns void
language plpgsql set search_path = pg_catalog as $$
begin
    perform set_config('search_path', of_schema, true);

    -- Facts on their way to Kafka: inserted with the change, published by one relay, in order, exactly once (R26, R27).
    create table outbox (
        id              bigint generated always as identity primary key,
        event_id        uuid not null,
        organisation_id uuid not null,
        topic           text not null,
        key             text not null,
        event_seq       bigint,
        type            text not null,
        payload         bytea not null check (octet_length(payload) <= 900000),
        occurred_at     timestamptz not null,
        -- Kafka refused it for good; the key is parked.
        refused_because text,
        -- An operator had it published again ("scimctl restore") although a later fact of its key is published: its state
        -- twin would set the state topic back, where the newest record of a key is the truth.
        without_twin    boolean not null default false,
        unique (topic, key, event_seq)
    );
    -- Empty most of the time, and then full: vacuumed by count, not by share.
    alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
    -- Serves the relay: keys parked because Kafka refused one of their facts for good.
    create index outbox_refused on outbox (topic, key) where refused_because is not null;
    -- Serves the relay's move of a published batch, and its look for the facts of the last marker: both name facts by event
    -- id. Without it the plan depends on what the planner believes of a table that is empty most of the time.
    create index outbox_event on outbox (event_id);

    -- Published facts, kept until the audit index has passed their offset, so that no fact is ever in Kafka alone (R28b).
    create table outbox_published (
        id              bigint primary key,
        event_id        uuid not null,
        organisation_id uuid not null,
        topic           text not null,
        key             text not null,
        event_seq       bigint,
        type            text not null,
        payload         bytea not null,
        occurred_at     timestamptz not null,
        batch           bigint not null,
        partition       integer not null,
        "offset"        bigint not null,
        -- A topic that was deleted and made anew begins again at offset 0, under another id. Offsets say something only
        -- together with the id of their topic: an audit index that is far ahead in the old one has not read a fact of the new.
        topic_id        text,
        published_at    timestamptz not null,
        -- When the relay last found that the audit index has passed the fact without taking it, because its ring of keys lacks
        -- the one that signed it. Such a fact stays (R28b), and is in nobody's way: pruning looks at the others.
        not_indexed_at  timestamptz
    );
    comment on column outbox_published.topic_id is
        'Kafka''s id of the topic at the time of publishing; null if the log has none';
    -- Serves the pruning of what the audit index has passed.
    create index outbox_published_position on outbox_published (topic, partition, "offset") where not_indexed_at is null;
    -- Serves another look at those that were set aside, the one looked at longest ago first.
    create index outbox_published_aside on outbox_published (not_indexed_at) where not_indexed_at is not null;

    -- State of the relay, in one row.
    create table relay (
        name                text primary key,
        -- Number of the last batch whose rows were moved.
        relay_batch         bigint not null default 0,
        -- A closed write gate refuses every insert into the outbox, and so every change
        -- (docs/decisions/025-known-good-before-writing.md).
        gate_closed_because text,
        gate_closed_at      timestamptz,
        -- The relay that compared the log's marker, and opens it when both agree again, or a process that remembers a later
        -- state of this database than it found.
        gate_closed_by      text check (gate_closed_by in ('marker', 'memory')),
        -- Ids of the topics that the relay has published into: one that changed means that Kafka lost what was in the old one.
        topic_ids           jsonb not null default '{}',
        -- Whether the last batch was published with MACs. Until the first one that was, a marker without a MAC counts;
        -- afterwards it is somebody else's.
        signed              boolean not null default true,
        -- How often an operator had the relay begin anew ("scimctl restore"): whoever remembers a higher batch of before must
        -- not take the database for an older one.
        begun_anew          integer not null default 0
    );
    insert into relay (name) values (of_schema);
end $$;

select ops.create_outbox('directory'), ops.create_outbox('membership'), ops.create_outbox('audit');
-- Whatever changes an outbox later changes all three.
drop function ops.create_outbox(text);

-- Tables of audit are granted one by one. These are the only ones of it that lose rows, and none of them holds a record.
grant insert, update, delete on audit.outbox, audit.outbox_published to audit_sink;
grant update on audit.relay to audit_sink;

-- Serves "why": the facts of one account that are in Kafka and that the audit index has not passed yet, newest first (R38).
-- While the sink is down they are all of a fan-out, which "why" read from end to end.
create index outbox_published_key on membership.outbox_published (key, event_seq) where topic = 'scim.memberships.v1';
