-- Schema ids that the deploy step registered, pinned with the schema's fingerprint: services write and read without the
-- registry (ARCHITECTURE.md, decision 9). Only the deploy step, as owner, writes here.
create table ops.schema_pin (
    subject     text not null,
    fingerprint text not null,
    schema_id   integer not null,
    schema      text not null,
    pinned_at   timestamptz not null default now(),
    primary key (subject, fingerprint)
);
-- Serves readers that meet a schema id.
create index schema_pin_id on ops.schema_pin (schema_id);
