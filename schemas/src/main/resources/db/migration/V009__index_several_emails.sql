-- The e-mails of accounts that have more than one, in lower case: emails eq "…" must find secondary addresses, too.
-- The account's own e-mail has its index already, so that for the others this is null, costs a null check, and is in no
-- index. A column rather than an index on an expression over attributes: an update of other attributes stays HOT.
alter table directory.account add column several_emails jsonb generated always as (
    case when attributes -> 'emails' -> 1 is not null
        then lower(jsonb_path_query_array(attributes, '$.emails[*].value')::text)::jsonb end) stored;
-- Serves filters by an e-mail that is not the account's own one.
create index account_several_emails on directory.account using gin (several_emails jsonb_path_ops)
    where several_emails is not null;
