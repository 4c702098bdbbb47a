-- Facts that an operator had published again ("scimctl restore") although a later one of their key is published: their state twin
-- would set the state topic back, where the newest record of a key is the truth.
alter table directory.outbox add column without_twin boolean not null default false;
alter table membership.outbox add column without_twin boolean not null default false;
alter table audit.outbox add column without_twin boolean not null default false;
