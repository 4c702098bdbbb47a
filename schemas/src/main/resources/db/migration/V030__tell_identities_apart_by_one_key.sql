-- One key of identity (R14c, docs/decisions/022-one-key-of-identity.md). Accounts: computed by IdentityKey in Java and stored.
-- An account without a key, which is one that gave it up or a twin from before there were keys, holds nothing against others.
alter table directory.account add column email_key text, add column user_name_key text;
-- For plain ASCII the key is the text in lower case, nothing else; V031 does the others.
update directory.account set email_key = lower(email collate "C") where email ~ '^[!-~]+$';
update directory.account set user_name_key = lower(user_name collate "C") where user_name ~ '^[!-~]+$';
drop index directory.account_email, directory.account_user_name;
-- Serves linking by e-mail (R7); holds "one live account per e-mail". A deleted account is in nobody's way (R14b).
create unique index account_email on directory.account (organisation_id, email_key) where deprovisioned_at is null;
-- Serves reviving a deleted account by e-mail (R14) while no live one has it.
create index account_email_of_deleted on directory.account (organisation_id, email_key)
    where deprovisioned_at is not null;
-- Serves userName probes and holds their uniqueness among live accounts (R8).
create unique index account_user_name on directory.account (organisation_id, user_name_key)
    where deprovisioned_at is null;

-- Names of Groups and Teams: computed by Postgres alone, nothing in Java compares them. NFC, what is not seen left out, blanks of
-- any kind folded into one and dropped outside, full case folding.
create function directory.folded_name(name text) returns text language sql immutable strict parallel safe return
    normalize(casefold(normalize(btrim(regexp_replace(regexp_replace(name,
        '[\u0001-\u0008\u000e-\u001b\u007f-\u0084\u0086-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]',
        '', 'g'),
        '[\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+', ' ', 'g')),
        NFC) collate pg_catalog.pg_unicode_fast), NFC);
-- Folding makes texts longer than an index takes; such a name is known by a hash.
create function directory.indexable(folded text) returns text language sql immutable strict parallel safe return
    case when octet_length(folded) > 1024 then 'md5:' || md5(folded) else folded end;
create function directory.name_key(name text) returns text language sql immutable strict parallel safe return
    directory.indexable(directory.folded_name(name));
-- What a pushed Group's Team is called where its name is taken: "Name (SCIM)" is 1, "Name (SCIM 2)" is 2 (R16).
create function directory.name_stem(name text) returns text language sql immutable strict parallel safe return
    directory.indexable(regexp_replace(directory.folded_name(name), ' \(scim( [1-9][0-9]{0,16})?\)$', ''));
create function directory.name_number(name text) returns bigint language sql immutable strict parallel safe return
    coalesce(nullif(trim(substring(directory.folded_name(name) from ' \(scim( [1-9][0-9]{0,16})?\)$')), '')::bigint,
        case when directory.folded_name(name) ~ ' \(scim\)$' then 1 else 0 end);

-- A twin had its name beside another one of the same key before there were keys; it keeps the name and holds none of the key until
-- it is renamed.
alter table directory.scim_group add column name_twin boolean not null default false;
alter table directory.team add column name_twin boolean not null default false;
update directory.scim_group g set name_twin = true from (
    select id, row_number() over (partition by organisation_id, directory.name_key(display_name) order by created_at, id) n
    from directory.scim_group) o where o.id = g.id and o.n > 1;
update directory.team t set name_twin = true from (
    select id, row_number() over (partition by organisation_id, directory.name_key(name) order by created_at, id) n
    from directory.team) o where o.id = t.id and o.n > 1;
alter table directory.scim_group
    add column name_key text not null generated always as (
        directory.name_key(display_name) || case when name_twin then ' twin ' || id else '' end) stored;
alter table directory.team
    add column name_key text not null generated always as (
        directory.name_key(name) || case when name_twin then ' twin ' || id else '' end) stored,
    add column name_stem text not null generated always as (directory.name_stem(name)) stored,
    add column name_number bigint not null generated always as (directory.name_number(name)) stored;
drop index directory.scim_group_display_name, directory.team_name;
-- Serves displayName probes and holds "one SCIM Group per displayName" (R16).
create unique index scim_group_display_name on directory.scim_group (organisation_id, name_key);
-- Serves Teams by name and holds "one Team per name" (R16).
create unique index team_name on directory.team (organisation_id, name_key);
-- Serves the next free suffix of a pushed Group's Team, whatever number it is (R16).
create index team_suffix on directory.team (organisation_id, name_stem, name_number);
