-- Teams are counted against a cap as users and groups are (R5): a Group that is made and deleted leaves its Team.
alter table directory.cap_usage drop constraint cap_usage_kind_check;
alter table directory.cap_usage add constraint cap_usage_kind_check check (kind in ('users', 'groups', 'teams'));
alter table directory.organisation add column max_teams bigint check (max_teams > 0);
