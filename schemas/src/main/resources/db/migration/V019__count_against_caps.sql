-- How many users and groups an organisation has, in shards, so that creates of one organisation do not wait for each other. Only
-- the sum of an organisation's shards means anything; one shard may be below zero. Each may have the most of its share, and the
-- shares add up to the cap that they were made for: another cap means other shares. An organisation without shards is counted
-- when it is asked about; deleting its rows has it counted again (docs/decisions/012-caps.md).
create table directory.cap_usage (
    organisation_id uuid not null references directory.organisation,
    kind            text not null check (kind in ('users', 'groups')),
    shard           integer not null check (shard >= 0),
    used            bigint not null,
    most            bigint not null check (most >= 0),
    cap             bigint not null,
    primary key (organisation_id, kind, shard)
) with (fillfactor = 50);
alter table directory.cap_usage set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);

-- Takes one of the share of a shard that nobody else has locked; false if there is none. A shard that was filled between being
-- found and being locked is no hit, but stays locked; whoever then waits for others must not hold it. So a miss is undone.
create function directory.take_free_of_cap(organisation uuid, of_kind text, of_cap bigint) returns boolean
language plpgsql as $$
begin
    with free as materialized (
        select u.shard from directory.cap_usage u
        where u.organisation_id = organisation and u.kind = of_kind and u.cap = of_cap and u.used < u.most
        limit 1 for no key update skip locked)
    update directory.cap_usage u set used = u.used + 1 from free
    where u.organisation_id = organisation and u.kind = of_kind and u.shard = free.shard;
    if not found then
        raise sqlstate 'SC507';
    end if;
    return true;
exception when sqlstate 'SC507' then
    return false;
end $$;

-- Caps of one organisation, where it has others than the service.
alter table directory.organisation
    add column max_users             bigint check (max_users > 0),
    add column max_groups            bigint check (max_groups > 0),
    add column max_members_per_group bigint check (max_members_per_group > 0);

-- Members of a group, accounts and groups: changes of them hold the group's lock anyway.
alter table directory.scim_group add column member_count bigint not null default 0;
update directory.scim_group g set member_count =
    (select count(*) from directory.group_member m where m.group_id = g.id)
    + (select count(*) from directory.group_nesting n where n.parent_id = g.id);
