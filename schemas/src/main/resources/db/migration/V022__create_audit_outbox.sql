-- Facts of the sink itself, such as refused calls of the audit API, on their way to Kafka, as those of the other services
-- are (V004, V006): they come back through scim.access.v1 and are chained like all others (R31).
create table audit.outbox (
    id              bigint generated always as identity primary key,
    event_id        uuid not null,
    organisation_id uuid not null,
    topic           text not null,
    key             text not null,
    event_seq       bigint,
    type            text not null,
    payload         bytea not null check (octet_length(payload) <= 900000),
    occurred_at     timestamptz not null,
    refused_because text,
    unique (topic, key, event_seq)
);
-- Serves the relay: keys parked because Kafka refused one of their facts for good.
create index outbox_refused on audit.outbox (topic, key) where refused_because is not null;
-- Serves the relay's move of a published batch, which names facts by event id.
create index outbox_event on audit.outbox (event_id);
alter table audit.outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Published facts, kept until the audit index has passed their offset, so that no fact is ever in Kafka alone (R28b).
create table audit.outbox_published (
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
    topic_id        text,
    published_at    timestamptz not null
);
-- Serves the pruning of what the audit index has passed.
create index outbox_published_position on audit.outbox_published (topic, partition, "offset");

create table audit.relay (
    name                text primary key,
    relay_batch         bigint not null default 0,
    gate_closed_because text,
    gate_closed_at      timestamptz,
    topic_ids           jsonb not null default '{}'
);
insert into audit.relay (name) values ('audit');

-- Tables of audit are granted one by one. These are the only ones that lose rows, and none of them holds a record.
grant insert, update, delete on audit.outbox, audit.outbox_published to audit_sink;
grant update on audit.relay to audit_sink;
