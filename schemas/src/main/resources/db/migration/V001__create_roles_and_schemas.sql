-- The baseline: what a new database gets. How long it may still be written anew: CONTRIBUTING.md, "Migrations".

-- One role per service and one writing service per schema: the grants refuse a second writer (ARCHITECTURE.md).
-- Runs as the owner of the database. Passwords are set by the deploy step, never here.
do $$
declare role_name text;
begin
    foreach role_name in array array['scim_ingress', 'provisioning_worker', 'audit_sink', 'scim_reader'] loop
        if not exists (select from pg_roles where rolname = role_name) then
            execute format('create role %I login', role_name);
        end if;
    end loop;
end $$;

create schema directory;
create schema membership;
create schema audit;
create schema ops;

grant usage on schema directory, membership, audit, ops
    to scim_ingress, provisioning_worker, audit_sink, scim_reader;

-- Every service may read every schema.
alter default privileges in schema directory, membership, audit, ops
    grant select on tables to scim_ingress, provisioning_worker, audit_sink, scim_reader;

-- Each schema has its one writer. Tables of audit are granted one by one: records are only ever inserted.
alter default privileges in schema directory
    grant insert, update, delete on tables to scim_ingress;
alter default privileges in schema membership
    grant insert, update, delete on tables to provisioning_worker;

-- Outbox and relay statements name their tables without a schema: each service finds those of its own schema.
alter role scim_ingress set search_path = directory;
alter role provisioning_worker set search_path = membership;
alter role audit_sink set search_path = audit;

-- The directory lies in memory or on solid-state disks, where a page elsewhere costs hardly more than the next one. The
-- default, 4, is made for turning disks and lets the planner read a whole table where an index would do.
alter role scim_ingress set random_page_cost = 1.1;
