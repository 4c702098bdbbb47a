-- How often an operator had the relay begin anew ("scimctl restore"): whoever remembers a higher batch of before must not take
-- the database for an older one.
alter table audit.relay add column begun_anew integer not null default 0;
-- Who closed the write gate: the relay that compared the log's marker, and opens it when both agree again, or a process that
-- remembers a later state of this database than it found.
alter table audit.relay add column gate_closed_by text check (gate_closed_by in ('marker', 'memory'));
