-- A parked account says whose it is, where it failed and what asked for it: its retries carry the first cause on (R30).
alter table membership.parked_account
    add column organisation_id uuid not null default '00000000-0000-0000-0000-000000000000',
    add column stack           text not null default '' check (octet_length(stack) <= 4096),
    add column failed_at       timestamptz not null default now(),
    add column cause_event_id  uuid not null default '00000000-0000-0000-0000-000000000000',
    add column cause_type      text not null default 'parked',
    add column request_id      text not null default 'unknown',
    add column caused_at       timestamptz not null default now();
update membership.parked_account p set failed_at = p.parked_at, caused_at = p.parked_at,
    organisation_id = coalesce((select a.organisation_id from directory.account a where a.id = p.account_id),
        p.organisation_id);
alter table membership.parked_account
    alter column organisation_id drop default, alter column stack drop default, alter column failed_at drop default,
    alter column cause_event_id drop default, alter column cause_type drop default,
    alter column request_id drop default, alter column caused_at drop default;
-- Serves operators who list an organisation's parked accounts.
create index parked_account_organisation on membership.parked_account (organisation_id, account_id);
