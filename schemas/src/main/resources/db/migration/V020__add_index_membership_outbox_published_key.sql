-- Serves "why": the facts of one account that are in Kafka and that the audit index has not passed yet, newest first (R38).
-- While the sink is down they are all of a fan-out, which "why" read from end to end.
create index outbox_published_key on membership.outbox_published (key, event_seq) where topic = 'scim.memberships.v1';
