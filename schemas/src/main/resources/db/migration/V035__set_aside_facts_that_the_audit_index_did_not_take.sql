-- When the relay last found that the audit index has passed a published fact without taking it, because its ring of keys lacks the
-- one that signed it. Such a fact stays (R28b), and is in nobody's way: the relay's pruning looks at the others.
alter table directory.outbox_published add column not_indexed_at timestamptz;
alter table membership.outbox_published add column not_indexed_at timestamptz;
alter table audit.outbox_published add column not_indexed_at timestamptz;

-- Serve the pruning of what the audit index has passed.
drop index directory.outbox_published_position, membership.outbox_published_position, audit.outbox_published_position;
create index outbox_published_position on directory.outbox_published (topic, partition, "offset") where not_indexed_at is null;
create index outbox_published_position on membership.outbox_published (topic, partition, "offset") where not_indexed_at is null;
create index outbox_published_position on audit.outbox_published (topic, partition, "offset") where not_indexed_at is null;
-- Serve another look at those that were set aside, the one looked at longest ago first.
create index outbox_published_aside on directory.outbox_published (not_indexed_at) where not_indexed_at is not null;
create index outbox_published_aside on membership.outbox_published (not_indexed_at) where not_indexed_at is not null;
create index outbox_published_aside on audit.outbox_published (not_indexed_at) where not_indexed_at is not null;

-- Whether the last batch was published with MACs. Until the first one that was, a marker without a MAC counts; afterwards it is
-- somebody else's.
alter table directory.relay add column signed boolean not null default true;
alter table membership.relay add column signed boolean not null default true;
alter table audit.relay add column signed boolean not null default true;
update directory.relay set signed = relay_batch = 0;
update membership.relay set signed = relay_batch = 0;
update audit.relay set signed = relay_batch = 0;
