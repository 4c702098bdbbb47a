-- Schema ids that the deploy step registered, pinned with the schema's fingerprint: services write and read without the
-- registry (docs/decisions/029-pinned-schemas.md). Only the deploy step, as owner, writes here.
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

-- Which migrations made this database, for services, which refuse to start on one that other migrations made. Flyway's table is its
-- owner's alone.
create view ops.migration as select script, checksum from public.flyway_schema_history where success;
