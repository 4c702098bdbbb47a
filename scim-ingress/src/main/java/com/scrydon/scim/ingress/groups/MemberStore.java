package com.scrydon.scim.ingress.groups;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Direct members of groups: accounts in {@code group_member}, groups in {@code group_nesting}. All set-based. */
@Repository
class MemberStore {

    /** FOR SHARE, so that an account being deprovisioned at this moment is waited for, and then left out. */
    private static final String ADD_ACCOUNTS = """
            with live as (
                select a.id from directory.account a
                where a.organisation_id = :organisation and a.id = any (:ids::uuid[])
                    and a.kind = 'person' and a.deprovisioned_at is null
                order by a.id for share)
            insert into directory.group_member (organisation_id, group_id, account_id, added_at)
            select :organisation, :group, l.id, :now from live l
            on conflict do nothing
            returning account_id
            """;
    private static final String KNOWN_ACCOUNTS = """
            select id from directory.account
            where organisation_id = :organisation and id = any (:ids::uuid[])
                and kind = 'person' and deprovisioned_at is null
            """;
    private static final String KNOWN_GROUPS = """
            select id from directory.scim_group where organisation_id = :organisation and id = any (:ids::uuid[])
            """;
    private static final String REMOVE_ACCOUNTS = """
            delete from directory.group_member where group_id = :group and account_id = any (:ids::uuid[])
            returning account_id
            """;
    private static final String RETAIN_ACCOUNTS = """
            delete from directory.group_member m where m.group_id = :group
                and not exists (select from unnest(:ids::uuid[]) as w (id) where w.id = m.account_id)
            returning account_id
            """;
    private static final String ADD_GROUP = """
            insert into directory.group_nesting (organisation_id, parent_id, child_id, added_at)
            values (:organisation, :group, :child, :now) on conflict do nothing
            returning child_id
            """;
    private static final String REMOVE_GROUPS = """
            delete from directory.group_nesting where parent_id = :group and child_id = any (:ids::uuid[])
            returning child_id
            """;
    private static final String RETAIN_GROUPS = """
            delete from directory.group_nesting n where n.parent_id = :group
                and not exists (select from unnest(:ids::uuid[]) as w (id) where w.id = n.child_id)
            returning child_id
            """;
    private static final String PARENTS = "select parent_id from directory.group_nesting where child_id = :group";
    private static final String LEAVE_PARENTS = "delete from directory.group_nesting where child_id = :group";
    private static final String GROUPS_OF_ACCOUNT = """
            select group_id from directory.group_member where account_id = :account
            """;
    private static final String REMOVE_ACCOUNT = """
            delete from directory.group_member where account_id = :account and group_id = any (:ids::uuid[])
            returning group_id
            """;
    private static final String MEMBERS = """
            select m.account_id as id, 'User' as type, a.user_name as display
            from directory.group_member m join directory.account a on a.id = m.account_id
            where m.group_id = :group
            union all
            select n.child_id, 'Group', g.display_name
            from directory.group_nesting n join directory.scim_group g on g.id = n.child_id
            where n.parent_id = :group
            order by type, display, id
            """;
    private static final String LOCK_ORGANISATION = """
            select pg_advisory_xact_lock(hashtextextended('nesting-' || :organisation::text, 0))
            """;
    /** How deep the chain through a new edge would be, and whether the edge would close a cycle. */
    private static final String NESTING = """
            with recursive
            above (group_id, links) as (
                select :group::uuid, 0
                union all
                select n.parent_id, a.links + 1 from above a
                join directory.group_nesting n on n.child_id = a.group_id where a.links < 4),
            below (group_id, links) as (
                select :child::uuid, 0
                union all
                select n.child_id, b.links + 1 from below b
                join directory.group_nesting n on n.parent_id = b.group_id where b.links < 4)
            select (select max(links) from above) + 1 + (select max(links) from below) as depth,
                exists (select from below where group_id = :group) as cycle
            """;

    private final JdbcClient jdbc;

    MemberStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A direct member as SCIM shows it. */
    record Member(UUID id, String type, String display) {}

    /** What a new nesting edge would make. */
    record Nesting(int depth, boolean cycle) {}

    List<UUID> addAccounts(UUID organisation, UUID group, Collection<UUID> ids, Instant now) {
        return jdbc.sql(ADD_ACCOUNTS).param("organisation", organisation).param("group", group)
                .param("ids", array(ids)).param("now", utc(now)).query(UUID.class).list();
    }

    List<UUID> knownAccounts(UUID organisation, Collection<UUID> ids) {
        return jdbc.sql(KNOWN_ACCOUNTS).param("organisation", organisation).param("ids", array(ids)).query(UUID.class)
                .list();
    }

    List<UUID> knownGroups(UUID organisation, Collection<UUID> ids) {
        return jdbc.sql(KNOWN_GROUPS).param("organisation", organisation).param("ids", array(ids)).query(UUID.class)
                .list();
    }

    List<UUID> removeAccounts(UUID group, Collection<UUID> ids) {
        return change(REMOVE_ACCOUNTS, group, ids);
    }

    List<UUID> retainAccounts(UUID group, Collection<UUID> ids) {
        return change(RETAIN_ACCOUNTS, group, ids);
    }

    List<UUID> removeGroups(UUID group, Collection<UUID> ids) {
        return change(REMOVE_GROUPS, group, ids);
    }

    List<UUID> retainGroups(UUID group, Collection<UUID> ids) {
        return change(RETAIN_GROUPS, group, ids);
    }

    private List<UUID> change(String statement, UUID group, Collection<UUID> ids) {
        return jdbc.sql(statement).param("group", group).param("ids", array(ids)).query(UUID.class).list();
    }

    List<UUID> addGroup(UUID organisation, UUID group, UUID child, Instant now) {
        return jdbc.sql(ADD_GROUP).param("organisation", organisation).param("group", group).param("child", child)
                .param("now", utc(now)).query(UUID.class).list();
    }

    List<UUID> parents(UUID group) {
        return jdbc.sql(PARENTS).param("group", group).query(UUID.class).list();
    }

    void leaveParents(UUID group) {
        jdbc.sql(LEAVE_PARENTS).param("group", group).update();
    }

    List<UUID> groupsOf(UUID account) {
        return jdbc.sql(GROUPS_OF_ACCOUNT).param("account", account).query(UUID.class).list();
    }

    List<UUID> removeAccount(UUID account, Collection<UUID> groups) {
        return jdbc.sql(REMOVE_ACCOUNT).param("account", account).param("ids", array(groups)).query(UUID.class).list();
    }

    List<Member> members(UUID group) {
        return jdbc.sql(MEMBERS).param("group", group).query((row, _) -> new Member(row.getObject("id", UUID.class),
                row.getString("type"), row.getString("display"))).list();
    }

    /** Serialises everything that touches nesting in the organisation, until the transaction ends. */
    void lockNesting(UUID organisation) {
        jdbc.sql(LOCK_ORGANISATION).param("organisation", organisation.toString()).query(row -> {});
    }

    Nesting nesting(UUID group, UUID child) {
        return jdbc.sql(NESTING).param("group", group).param("child", child)
                .query((row, _) -> new Nesting(row.getInt("depth"), row.getBoolean("cycle"))).single();
    }

    private static UUID[] array(Collection<UUID> ids) {
        return ids.toArray(UUID[]::new);
    }

    private static OffsetDateTime utc(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
