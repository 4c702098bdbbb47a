-- Who reads for reports needs no hashes of tokens: with one, and a token, it could be proved whose it is.
revoke select on directory.token from scim_reader, provisioning_worker, audit_sink;
grant select (id, organisation_id, label, scopes, rate_per_second, burst, created_by, created_at, expires_at, last_used_at,
    revoked_at, rotated_at, previous_valid_until) on directory.token to scim_reader, provisioning_worker, audit_sink;
