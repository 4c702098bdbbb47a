-- A topic that was deleted and made anew begins again at offset 0, under another id. Offsets say something only together
-- with the id of their topic: an audit index that is far ahead in the old topic has not read a fact of the new one (R28b).
alter table directory.outbox_published add column topic_id text;
comment on column directory.outbox_published.topic_id is 'Kafka''s id of the topic at the time of publishing; null if the log has none';
update directory.outbox_published p set topic_id = h.topic_id
from audit.chain_head h where h.topic = p.topic and h.partition = p.partition;

-- Ids of the topics that the relay has published into: one that changed means that Kafka lost what was in the old one.
alter table directory.relay add column topic_ids jsonb not null default '{}';
