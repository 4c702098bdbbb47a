-- Instances of the ingress that are alive: each says so every two seconds. What is limited per instance, such as the buckets
-- of rate limits, is divided by their number (decision 15).
create table directory.instance (
    id      uuid primary key,
    seen_at timestamptz not null
);
alter table directory.instance set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 100);
