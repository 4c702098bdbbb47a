-- Serves "why" at a past time: the story of one account, group or Team, newest fact first (R38).
create index record_key on audit.record (key, event_seq);
