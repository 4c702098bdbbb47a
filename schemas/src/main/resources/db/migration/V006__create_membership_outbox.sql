-- Facts of membership on their way to Kafka: inserted with the change, published by one relay, in order, exactly once (R26, R27).
create table membership.outbox (
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
create index outbox_refused on membership.outbox (topic, key) where refused_because is not null;
alter table membership.outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- Published facts, kept until the audit index has passed their offset, so that no fact is ever in Kafka alone (R28b).
create table membership.outbox_published (
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
    published_at    timestamptz not null
);
-- Serves the pruning of what the audit index has passed.
create index outbox_published_position on membership.outbox_published (topic, partition, "offset");

-- State of the relay: number of the last batch whose rows were moved, and the write gate. A closed gate refuses every
-- insert into the outbox, and so every change (ARCHITECTURE.md, decision 3).
create table membership.relay (
    name                text primary key,
    relay_batch         bigint not null default 0,
    gate_closed_because text,
    gate_closed_at      timestamptz
);
insert into membership.relay (name) values ('membership');
