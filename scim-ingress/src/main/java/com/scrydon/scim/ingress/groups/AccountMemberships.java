package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.ChangedMeanwhileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Groups from the side of their members: what users need of them. */
@Repository
public class AccountMemberships {

    /** One query for a whole page of users (R13); at most three links up, as nesting goes. */
    private static final String GROUPS_OF = """
            with recursive reached (account_id, group_id, links) as (
                select account_id, group_id, 0 from directory.group_member
                where organisation_id = :organisation and account_id = any (:ids)
                union
                select r.account_id, n.parent_id, r.links + 1 from reached r
                join directory.group_nesting n on n.child_id = r.group_id where r.links < 3
            )
            select r.account_id, g.id, g.display_name, min(r.links) = 0 as direct
            from reached r join directory.scim_group g on g.id = r.group_id
            group by r.account_id, g.id, g.display_name
            order by r.account_id, g.display_name, g.id
            """;
    private static final String DIRECT = """
            select group_id from directory.group_member
            where organisation_id = :organisation and account_id = :account order by group_id
            """;
    private static final String END = """
            delete from directory.group_member
            where organisation_id = :organisation and account_id = :account returning group_id
            """;

    private final JdbcClient jdbc;
    private final Aggregates aggregates;
    private final GroupStore groups;

    AccountMemberships(JdbcClient jdbc, Aggregates aggregates, GroupStore groups) {
        this.jdbc = jdbc;
        this.aggregates = aggregates;
        this.groups = groups;
    }

    /** The groups of each account, direct and indirect. */
    public Map<UUID, List<GroupOfAccount>> groupsOf(UUID organisation, Collection<UUID> accounts) {
        Map<UUID, List<GroupOfAccount>> result = new HashMap<>();
        if (!accounts.isEmpty()) {
            jdbc.sql(GROUPS_OF).param("organisation", organisation).param("ids", accounts.toArray(UUID[]::new))
                    .query((row, _) -> result
                            .computeIfAbsent(row.getObject("account_id", UUID.class), _ -> new ArrayList<>())
                            .add(new GroupOfAccount(row.getObject("id", UUID.class), row.getString("display_name"),
                                    row.getBoolean("direct"))))
                    .list();
        }
        return result;
    }

    /** Locks the account's direct groups, which come before the account itself (decision 8). */
    public List<LockedAggregate> lockGroupsOf(UUID organisation, UUID account) {
        var ids = jdbc.sql(DIRECT).param("organisation", organisation).param("account", account).query(UUID.class)
                .list();
        return aggregates.lock(AggregateKind.GROUP, organisation, ids);
    }

    /** Ends all memberships of a locked account; a fact for each group (R14). */
    public List<PendingFact> end(UUID organisation, UUID account, List<LockedAggregate> locked, Instant now) {
        var left = jdbc.sql(END).param("organisation", organisation).param("account", account).query(UUID.class)
                .list();
        var byId = locked.stream().collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
        if (!byId.keySet().containsAll(left)) {
            throw new ChangedMeanwhileException("the user joined a group meanwhile");
        }
        var delta = MemberDelta.accountRemoved(account);
        var facts = new ArrayList<PendingFact>();
        for (var group : groups.touch(organisation, left, now)) {
            var aggregate = byId.get(group.id());
            if (aggregate != null) {
                facts.addAll(GroupFacts.membersChanged(aggregate, group, delta));
            }
        }
        return facts;
    }
}
