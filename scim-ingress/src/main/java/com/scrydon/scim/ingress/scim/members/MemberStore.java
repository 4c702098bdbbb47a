package com.scrydon.scim.ingress.scim.members;

import com.scrydon.scim.eventlog.outbox.Moments;
import com.scrydon.scim.ingress.scim.answers.ScimBase;
import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.filters.SqlFilters;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.sql.SqlCondition;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.node.ObjectNode;

/** Tables {@code directory.group_member} and {@code directory.group_nesting}: set-based changes that return what differed. */
@Repository
public class MemberStore {

    private static final String FIND_KINDS = """
            select id, false as nested from directory.account
            where organisation_id = :organisation and id = any (:ids) and kind = 'person' and deprovisioned_at is null
            union all
            select id, true from directory.scim_group where organisation_id = :organisation and id = any (:ids)
            """;
    private static final String DESCRIBE = """
            select id, 'User' as type, coalesce(attributes ->> 'displayName', user_name) as display
            from directory.account
            where organisation_id = :organisation and id = any (:ids) and kind = 'person' and deprovisioned_at is null
            union all
            select id, 'Group', display_name from directory.scim_group
            where organisation_id = :organisation and id = any (:ids)
            """;
    /** Walks the group, but where the condition leaves one of the branches or a range of ids. */
    private static final String MATCHING = """
            select c.id from directory.group_member m join directory.account c on c.id = m.account_id
            where m.organisation_id = :organisation and m.group_id = :group and {user}
            union all
            select c.id from directory.group_nesting n join directory.scim_group c on c.id = n.child_id
            where n.organisation_id = :organisation and n.parent_id = :group and {group}
            """;
    private static final String MATCHING_AMONG = """
            select c.id from directory.account c
            where c.organisation_id = :organisation and c.id = any (:ids) and c.kind = 'person'
                and c.deprovisioned_at is null and {user}
            union all
            select c.id from directory.scim_group c
            where c.organisation_id = :organisation and c.id = any (:ids) and {group}
            """;
    private static final String HAS_NESTED = """
            select exists (select from directory.group_nesting where organisation_id = :organisation and parent_id = :group)
            """;
    /** The accounts are read again, under a lock that a DELETE of one respects. */
    private static final String ADD_ACCOUNTS = """
            insert into directory.group_member (organisation_id, group_id, account_id, added_at)
            select :organisation, :group, living.id, :now
            from (select id from directory.account
                  where organisation_id = :organisation and id = any (:ids) and kind = 'person'
                    and deprovisioned_at is null
                  order by id for key share) living
            on conflict do nothing returning account_id
            """;
    private static final String ADD_GROUPS = """
            insert into directory.group_nesting (organisation_id, parent_id, child_id, added_at)
            select :organisation, :group, living.id, :now
            from (select id from directory.scim_group
                  where organisation_id = :organisation and id = any (:ids)
                  order by id for key share) living
            on conflict do nothing returning child_id
            """;
    private static final String REMOVE_ACCOUNTS = """
            delete from directory.group_member where group_id = :group and account_id = any (:ids) returning account_id
            """;
    private static final String REMOVE_GROUPS = """
            delete from directory.group_nesting where parent_id = :group and child_id = any (:ids) returning child_id
            """;
    /** A set, whatever the plan: {@code <> all} of a parameter compares each member with each id. */
    private static final String KEEP_ACCOUNTS = """
            delete from directory.group_member
            where group_id = :group and account_id not in (select unnest(:ids::uuid[])) returning account_id
            """;
    private static final String KEEP_GROUPS = """
            delete from directory.group_nesting
            where parent_id = :group and child_id not in (select unnest(:ids::uuid[])) returning child_id
            """;
    private static final String PARENTS = """
            select parent_id from directory.group_nesting where child_id = :group order by parent_id
            """;
    private static final String LEAVE_PARENTS = """
            delete from directory.group_nesting where child_id = :group returning parent_id
            """;
    /**
     * How nesting would be with the children below the group. Walks one link further than allowed, under the
     * organisation's lock; what is there already has no cycle, so the walks end.
     */
    private static final String NESTING = """
            with recursive
            above (id, links) as (
                select :group::uuid, 0
                union
                select n.parent_id, a.links + 1 from above a
                join directory.group_nesting n on n.child_id = a.id where a.links < 4
            ),
            below (id, links) as (
                select c, 0 from unnest(:children::uuid[]) c
                union
                select n.child_id, b.links + 1 from below b
                join directory.group_nesting n on n.parent_id = b.id where b.links < 4
            )
            select exists (select from below where id = :group) as cycle,
                (select max(links) from above) + 1 + (select max(links) from below) as links
            """;

    private static final String LOCK_NESTING = """
            select pg_advisory_xact_lock(hashtextextended(:organisation::text, 7))
            """;

    private final JdbcClient jdbc;
    private final ScimBase base;

    MemberStore(JdbcClient jdbc, ScimBase base) {
        this.jdbc = jdbc;
        this.base = base;
    }

    /** The organisation's lock, first of all (docs/decisions/028-order-of-locks.md): edges of nesting and deletions, one at a time. */
    public void lockNesting(UUID organisation) {
        var _ = jdbc.sql(LOCK_NESTING).param("organisation", organisation).query((_, _) -> true).single();
    }

    /** Which of the ids are accounts and which are groups of the organisation; the others name nobody. */
    record Kinds(Set<UUID> accounts, Set<UUID> groups) {

        boolean knows(UUID id) {
            return accounts.contains(id) || groups.contains(id);
        }
    }

    /** What the nesting would be. */
    record Nesting(boolean cycle, int links) {}

    Kinds kinds(UUID organisation, Collection<UUID> ids) {
        var kinds = new Kinds(new HashSet<>(), new HashSet<>());
        if (!ids.isEmpty()) {
            jdbc.sql(FIND_KINDS).param("organisation", organisation).param("ids", array(ids))
                    .query((row, _) -> (row.getBoolean("nested") ? kinds.groups : kinds.accounts)
                            .add(row.getObject("id", UUID.class)))
                    .list();
        }
        return kinds;
    }

    /** Those of the ids that name somebody, as members that conditions can be held against. */
    Map<UUID, ObjectNode> described(UUID organisation, Collection<UUID> ids) {
        var members = new HashMap<UUID, ObjectNode>();
        jdbc.sql(DESCRIBE).param("organisation", organisation).param("ids", array(ids)).query(row -> {
            var id = row.getObject("id", UUID.class);
            var type = row.getString("type");
            members.put(id, ScimJson.object().put("value", id.toString()).put("type", type)
                    .put("display", row.getString("display")).put("$ref", base.url() + "/" + type + "s/" + id));
        });
        return members;
    }

    /** The members of a group that satisfy the condition. */
    List<UUID> matching(UUID organisation, UUID group, Filter condition) {
        return matching(MATCHING, condition).param("organisation", organisation).param("group", group)
                .query(UUID.class).list();
    }

    /** Those of the ids that would satisfy the condition as members. */
    List<UUID> matchingAmong(UUID organisation, Collection<UUID> ids, Filter condition) {
        return ids.isEmpty()
                ? List.of()
                : matching(MATCHING_AMONG, condition).param("organisation", organisation).param("ids", array(ids))
                        .query(UUID.class).list();
    }

    private JdbcClient.StatementSpec matching(String statement, Filter condition) {
        var user = compiled(condition, MemberTerms.user(base.url())).withPrefix("u");
        var group = compiled(condition, MemberTerms.group(base.url())).withPrefix("g");
        return jdbc.sql(statement.replace("{user}", user.sql()).replace("{group}", group.sql()))
                .params(user.parameters()).params(group.parameters());
    }

    /** What has no meaning was refused when the path was read. */
    private static SqlCondition compiled(Filter condition, MemberTerms terms) {
        return SqlFilters.compile(Optional.of(condition), terms).fold(sql -> sql, problem -> {
            throw new IllegalStateException(problem.detail());
        });
    }

    boolean hasNested(UUID organisation, UUID group) {
        return jdbc.sql(HAS_NESTED).param("organisation", organisation).param("group", group).query(Boolean.class)
                .single();
    }

    Nesting nesting(UUID group, Collection<UUID> children) {
        return jdbc.sql(NESTING).param("group", group).param("children", array(children))
                .query((row, _) -> new Nesting(row.getBoolean("cycle"), row.getInt("links"))).single();
    }

    List<UUID> addAccounts(UUID organisation, UUID group, Collection<UUID> ids, Instant now) {
        return add(ADD_ACCOUNTS, organisation, group, ids, now);
    }

    List<UUID> addGroups(UUID organisation, UUID group, Collection<UUID> ids, Instant now) {
        return add(ADD_GROUPS, organisation, group, ids, now);
    }

    List<UUID> removeAccounts(UUID group, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : delete(REMOVE_ACCOUNTS, group, ids);
    }

    List<UUID> removeGroups(UUID group, Collection<UUID> ids) {
        return ids.isEmpty() ? List.of() : delete(REMOVE_GROUPS, group, ids);
    }

    /** Removes all others. */
    public List<UUID> keepAccounts(UUID group, Collection<UUID> ids) {
        return delete(KEEP_ACCOUNTS, group, ids);
    }

    /** Removes all others. */
    public List<UUID> keepGroups(UUID group, Collection<UUID> ids) {
        return delete(KEEP_GROUPS, group, ids);
    }

    public List<UUID> parents(UUID group) {
        return jdbc.sql(PARENTS).param("group", group).query(UUID.class).list();
    }

    /** Ends the nesting of the group in others, and names them. */
    public List<UUID> leaveParents(UUID group) {
        return jdbc.sql(LEAVE_PARENTS).param("group", group).query(UUID.class).list();
    }

    private List<UUID> add(String statement, UUID organisation, UUID group, Collection<UUID> ids, Instant now) {
        return ids.isEmpty()
                ? List.of()
                : jdbc.sql(statement).param("organisation", organisation).param("group", group)
                        .param("ids", array(ids)).param("now", Moments.parameter(now)).query(UUID.class).list();
    }

    private List<UUID> delete(String statement, UUID group, Collection<UUID> ids) {
        return jdbc.sql(statement).param("group", group).param("ids", array(ids)).query(UUID.class).list();
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }
}
