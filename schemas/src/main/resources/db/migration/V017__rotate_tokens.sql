-- Rotation (R2): the raw value from before, which stays good for an overlap, so that nobody has to change two systems at once.
alter table directory.token
    add column previous_sha256      bytea check (octet_length(previous_sha256) = 32),
    add column previous_valid_until timestamptz,
    add column rotated_at           timestamptz,
    add check ((previous_sha256 is null) = (previous_valid_until is null));
-- Serves the check of a bearer token with its former value.
create unique index token_previous on directory.token (previous_sha256) where previous_sha256 is not null;
-- 0 is "no limit": for the deployment's own clients (R4).
alter table directory.token drop constraint token_rate_per_second_check;
alter table directory.token add constraint token_rate_per_second_check check (rate_per_second >= 0);
