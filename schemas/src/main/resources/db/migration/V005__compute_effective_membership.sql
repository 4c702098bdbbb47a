-- The one definition of effective membership: the account is active, and reachable from the Team's Group through at most three
-- nesting links, or added by hand, or kept from a deleted Group. Used by applying, by drift checks and by "why"; nothing else may
-- restate it.
--
-- In a form that no statistic can spoil (docs/decisions/016-plans.md): each step looks up what belongs to each row of the step
-- before, by the index of that table. Joined as sets, a plan made while the tables were empty walks all members, or all nestings,
-- once for each account of a batch. The fences (offset 0) keep the planner from turning the look-ups back into such joins.
create function directory.effective_teams(account_ids uuid[])
returns table (account_id uuid, team_id uuid)
language sql stable
as $$
    with recursive
    living as materialized (
        select a.id from directory.account a where a.id = any (account_ids) and a.active
    ),
    reached (account_id, group_id, links) as (
        select l.id, d.group_id, 0
        from living l
        cross join lateral (
            select m.group_id from directory.group_member m where m.account_id = l.id offset 0) d
        union
        select r.account_id, p.parent_id, r.links + 1
        from reached r
        cross join lateral (
            select n.parent_id from directory.group_nesting n where n.child_id = r.group_id offset 0) p
        where r.links < 3
    )
    select r.account_id, t.id
    from reached r
    cross join lateral (select o.id from directory.team o where o.group_id = r.group_id offset 0) t
    union
    select l.id, h.team_id
    from living l
    cross join lateral (
        select b.team_id from directory.team_member_by_hand b where b.account_id = l.id offset 0) h
    union
    select l.id, k.team_id
    from living l
    cross join lateral (
        select b.team_id from directory.team_member_kept b where b.account_id = l.id offset 0) k
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
