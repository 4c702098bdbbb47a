package com.scrydon.scim.ingress.scim.members;

import com.scrydon.scim.ingress.scim.listing.Ahead;
import com.scrydon.scim.ingress.scim.listing.Parts;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The groups that Users show, direct and indirect (R13): however many they are, few are in memory. */
@Repository
public class GroupsOfAccounts {

    private static final Comparator<GroupOfAccount> BY_NAME = Comparator.comparing(GroupOfAccount::displayName)
            .thenComparing(GroupOfAccount::id);
    private static final int MOST_AT_ONCE = 1_000;
    private static final int MOST_IDS = 20_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    /** At most three links up, as nesting goes. */
    private static final String REACHED = """
            with recursive reached (account_id, group_id, links) as (
                select account_id, group_id, 0 from directory.group_member
                where organisation_id = :organisation and account_id = any (:ids)
                union
                select r.account_id, n.parent_id, r.links + 1 from reached r
                join directory.group_nesting n on n.child_id = r.group_id where r.links < 3
            )
            """;
    /** One query for many users, which ends when it has found too much. A group that is reached in several ways comes several times. */
    private static final String GROUPS_OF = REACHED + """
            select r.account_id, g.id, g.display_name, r.links = 0 as direct
            from (select * from reached limit :most) r join directory.scim_group g on g.id = r.group_id
            """;
    /** Ids alone, of one user who is in very many. */
    private static final String IDS_OF = REACHED + """
            select r.group_id, min(r.links) = 0 as direct from reached r
            where r.group_id > :after group by r.group_id order by r.group_id limit :most
            """;
    private static final String NAMES = """
            select g.id, g.display_name from directory.scim_group g
            where g.organisation_id = :organisation and g.id = any (:ids)
            """;

    private final JdbcClient jdbc;

    GroupsOfAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The groups of each account, in the order of the accounts. */
    public Parts.OfEach<GroupOfAccount> of(UUID organisation, List<UUID> accounts) {
        var ahead = new Ahead<>(accounts, ids -> atOnce(organisation, ids));
        var ids = accounts.iterator();
        return () -> {
            var account = ids.next();
            return ahead.next(List.of()).map(Parts::of).orElseGet(() -> new VeryMany(organisation, account)::next);
        };
    }

    private Optional<Map<UUID, List<GroupOfAccount>>> atOnce(UUID organisation, List<UUID> accounts) {
        Map<UUID, Map<UUID, GroupOfAccount>> found = new HashMap<>();
        int rows = jdbc.sql(GROUPS_OF).param("organisation", organisation).param("ids", accounts.toArray(UUID[]::new))
                .param("most", MOST_AT_ONCE + 1)
                .query((row, _) -> found.computeIfAbsent(row.getObject("account_id", UUID.class), _ -> new HashMap<>())
                        .merge(row.getObject("id", UUID.class),
                                new GroupOfAccount(row.getObject("id", UUID.class), row.getString("display_name"),
                                        row.getBoolean("direct")),
                                (some, same) -> some.direct() ? some : same))
                .list().size();
        return rows > MOST_AT_ONCE
                ? Optional.empty()
                : Optional.of(found.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                        groups -> groups.getValue().values().stream().sorted(BY_NAME).toList())));
    }

    /** The groups of one account in the order of their ids. */
    private final class VeryMany {

        private final UUID organisation;
        private final UUID account;
        private List<Reached> known = List.of();
        private int at;

        VeryMany(UUID organisation, UUID account) {
            this.organisation = organisation;
            this.account = account;
        }

        private record Reached(UUID id, boolean direct) {}

        /** Groups that were all deleted meanwhile are not the end. */
        List<GroupOfAccount> next() {
            while (at < known.size() || isThereMore()) {
                var part = known.subList(at, Math.min(known.size(), at + MOST_AT_ONCE));
                at += part.size();
                var named = named(part);
                if (!named.isEmpty()) {
                    return named;
                }
            }
            return List.of();
        }

        private boolean isThereMore() {
            known = jdbc.sql(IDS_OF).param("organisation", organisation).param("ids", new UUID[]{account})
                    .param("after", known.isEmpty() ? BEFORE_ALL : known.getLast().id()).param("most", MOST_IDS)
                    .query((row, _) -> new Reached(row.getObject("group_id", UUID.class), row.getBoolean("direct")))
                    .list();
            at = 0;
            return !known.isEmpty();
        }

        private List<GroupOfAccount> named(List<Reached> part) {
            Map<UUID, String> names = new HashMap<>();
            jdbc.sql(NAMES).param("organisation", organisation)
                    .param("ids", part.stream().map(Reached::id).toArray(UUID[]::new))
                    .query(row -> {
                        names.put(row.getObject("id", UUID.class), row.getString("display_name"));
                    });
            return part.stream().filter(group -> names.containsKey(group.id()))
                    .map(group -> new GroupOfAccount(group.id(), names.getOrDefault(group.id(), ""), group.direct()))
                    .toList();
        }
    }
}
