-- An undecodable record has a name of its own, and says how often it was tried. organisation_id is that of the account,
-- group or Team its key names; null if the key names nobody (R30).
alter table membership.undecodable_record
    add column id              uuid not null default uuidv7() unique,
    add column organisation_id uuid,
    add column attempts        integer not null default 1,
    add column tried_at        timestamptz;
update membership.undecodable_record set tried_at = recorded_at;
alter table membership.undecodable_record alter column tried_at set not null;
