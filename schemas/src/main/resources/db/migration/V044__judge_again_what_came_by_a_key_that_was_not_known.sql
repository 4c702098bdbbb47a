-- Serves the look for records whose key has become known since they were judged. Not by the id of the key, which strangers write and
-- which may be longer than an index takes.
create index untrue_record_unknown_key on audit.untrue_record (id) where reason = 'unknown-key';
-- What stays untrue though its key is known says so, and is not looked at again.
grant update (reason) on audit.untrue_record to audit_sink;
