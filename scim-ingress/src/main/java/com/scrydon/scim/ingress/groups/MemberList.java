package com.scrydon.scim.ingress.groups;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Members of groups as answers show them: one query for a whole page. */
@Repository
class MemberList {

    private static final String MEMBERS = """
            select m.group_id, m.account_id as id, false as nested,
                coalesce(a.attributes ->> 'displayName', a.user_name) as display, m.added_at
            from directory.group_member m join directory.account a on a.id = m.account_id
            where m.organisation_id = :organisation and m.group_id = any (:ids)
            union all
            select n.parent_id, n.child_id, true, g.display_name, n.added_at
            from directory.group_nesting n join directory.scim_group g on g.id = n.child_id
            where n.organisation_id = :organisation and n.parent_id = any (:ids)
            order by group_id, added_at, id
            """;

    private final JdbcClient jdbc;

    MemberList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A user or a nested group. */
    record Member(UUID id, boolean nested, String display) {}

    Map<UUID, List<Member>> of(UUID organisation, Collection<UUID> groups) {
        Map<UUID, List<Member>> result = new HashMap<>();
        if (!groups.isEmpty()) {
            jdbc.sql(MEMBERS).param("organisation", organisation).param("ids", groups.toArray(UUID[]::new))
                    .query((row, _) -> result
                            .computeIfAbsent(row.getObject("group_id", UUID.class), _ -> new ArrayList<>())
                            .add(new Member(row.getObject("id", UUID.class), row.getBoolean("nested"),
                                    row.getString("display"))))
                    .list();
        }
        return result;
    }
}
