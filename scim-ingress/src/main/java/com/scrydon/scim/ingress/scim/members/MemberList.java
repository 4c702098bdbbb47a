package com.scrydon.scim.ingress.scim.members;

import com.scrydon.scim.ingress.scim.listing.Ahead;
import com.scrydon.scim.ingress.scim.listing.Parts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Members of groups as answers show them, users first, each in the order of their ids: those of many small groups by one query, those of a large one
 * a thousand at a time.
 */
@Repository
public class MemberList {

    private static final int MOST_AT_ONCE = 1_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    /** What people read: no more of it than a Group's own name has. */
    private static final String DISPLAY = "left(coalesce(a.attributes ->> 'displayName', a.user_name), 500)";

    /** In no order, so that it ends when it has found too many. */
    private static final String MEMBERS = """
            (select m.group_id, m.account_id as id, false as nested, %1$s as display
            from directory.group_member m join directory.account a on a.id = m.account_id
            where m.organisation_id = :organisation and m.group_id = any (:ids) limit :most)
            union all
            (select n.parent_id, n.child_id, true, g.display_name
            from directory.group_nesting n join directory.scim_group g on g.id = n.child_id
            where n.organisation_id = :organisation and n.parent_id = any (:ids) limit :most)
            """.formatted(DISPLAY);
    private static final String USERS_OF = """
            select m.account_id as id, false as nested, %1$s as display
            from (select account_id from directory.group_member
                where organisation_id = :organisation and group_id = :group and account_id > :after
                order by account_id limit :most) m
            join directory.account a on a.id = m.account_id order by m.account_id
            """.formatted(DISPLAY);
    private static final String GROUPS_IN = """
            select n.child_id as id, true as nested, g.display_name as display
            from (select child_id from directory.group_nesting
                where organisation_id = :organisation and parent_id = :group and child_id > :after
                order by child_id limit :most) n
            join directory.scim_group g on g.id = n.child_id order by n.child_id
            """;

    private final JdbcClient jdbc;

    MemberList(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A user or a nested group. */
    public record Member(UUID id, boolean nested, String display) {

        private static final Comparator<Member> ORDER = Comparator.comparing(Member::nested)
                .thenComparing(member -> member.id().toString());
    }

    /** The members of each group, in the order of the groups. */
    public Parts.OfEach<Member> of(UUID organisation, List<UUID> groups) {
        var ahead = new Ahead<>(groups, ids -> atOnce(organisation, ids));
        var ids = groups.iterator();
        return () -> {
            var group = ids.next();
            return ahead.next(List.of()).map(Parts::of).orElseGet(() -> new VeryMany(organisation, group)::next);
        };
    }

    private Optional<Map<UUID, List<Member>>> atOnce(UUID organisation, List<UUID> groups) {
        Map<UUID, List<Member>> found = new HashMap<>();
        int rows = jdbc.sql(MEMBERS).param("organisation", organisation).param("ids", groups.toArray(UUID[]::new))
                .param("most", MOST_AT_ONCE + 1)
                .query((row, _) -> found
                        .computeIfAbsent(row.getObject("group_id", UUID.class), _ -> new ArrayList<>())
                        .add(member(row)))
                .list().size();
        found.values().forEach(members -> members.sort(Member.ORDER));
        return rows > MOST_AT_ONCE ? Optional.empty() : Optional.of(found);
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(row.getObject("id", UUID.class), row.getBoolean("nested"), row.getString("display"));
    }

    /** The members of one group. */
    private final class VeryMany {

        private final UUID organisation;
        private final UUID group;
        private boolean nested;
        private UUID after = BEFORE_ALL;

        VeryMany(UUID organisation, UUID group) {
            this.organisation = organisation;
            this.group = group;
        }

        List<Member> next() {
            var part = read();
            if (part.isEmpty() && !nested) {
                nested = true;
                after = BEFORE_ALL;
                part = read();
            }
            after = part.isEmpty() ? after : part.getLast().id();
            return part;
        }

        private List<Member> read() {
            return jdbc.sql(nested ? GROUPS_IN : USERS_OF).param("organisation", organisation).param("group", group)
                    .param("after", after).param("most", MOST_AT_ONCE).query((row, _) -> member(row)).list();
        }
    }
}
