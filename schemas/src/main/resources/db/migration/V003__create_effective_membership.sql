-- The one definition of effective membership (ARCHITECTURE.md, decision 5): the account is active, and reachable from
-- the Team's Group through at most three nesting links, or added by hand, or kept from a deleted Group.
-- Used by applying, by drift checks and by "why"; nothing else may restate it.
create function directory.effective_teams(account_ids uuid[])
returns table (account_id uuid, team_id uuid)
language sql stable
as $$
    with recursive
    living as (
        select a.id from directory.account a where a.id = any (account_ids) and a.active
    ),
    reached (account_id, group_id, links) as (
        select m.account_id, m.group_id, 0
        from directory.group_member m
        join living l on l.id = m.account_id
        union
        select r.account_id, n.parent_id, r.links + 1
        from reached r
        join directory.group_nesting n on n.child_id = r.group_id
        where r.links < 3
    )
    select r.account_id, t.id from reached r join directory.team t on t.group_id = r.group_id
    union
    select h.account_id, h.team_id from directory.team_member_by_hand h join living l on l.id = h.account_id
    union
    select k.account_id, k.team_id from directory.team_member_kept k join living l on l.id = k.account_id
$$;

-- All groups at or below the given ones, through at most three links: the way down that planning walks.
create function directory.groups_at_or_below(group_ids uuid[])
returns table (group_id uuid)
language sql stable
as $$
    with recursive below (group_id, links) as (
        select unnest(group_ids), 0
        union
        select n.child_id, b.links + 1
        from below b
        join directory.group_nesting n on n.parent_id = b.group_id
        where b.links < 3
    )
    select distinct b.group_id from below b
$$;
