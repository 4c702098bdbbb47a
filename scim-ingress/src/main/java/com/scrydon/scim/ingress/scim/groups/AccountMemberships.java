package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.changes.Change;
import com.scrydon.scim.ingress.changes.ChangedMeanwhileException;
import com.scrydon.scim.ingress.scim.members.MemberDelta;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Groups from the side of their members: what changes of users need of them. */
@Repository
public class AccountMemberships {

    private static final String DIRECT = """
            select group_id from directory.group_member
            where organisation_id = :organisation and account_id = :account order by group_id
            """;
    private static final String END = """
            delete from directory.group_member
            where organisation_id = :organisation and account_id = :account returning group_id
            """;

    private final JdbcClient jdbc;
    private final GroupStore groups;

    AccountMemberships(JdbcClient jdbc, GroupStore groups) {
        this.jdbc = jdbc;
        this.groups = groups;
    }

    /** Locks the account's direct groups, which come before the account itself (docs/decisions/028-order-of-locks.md). */
    public List<LockedAggregate> lockGroupsOf(Change change, UUID account) {
        var ids = jdbc.sql(DIRECT).param("organisation", change.organisation()).param("account", account)
                .query(UUID.class).list();
        return change.lock(AggregateKind.GROUP, ids);
    }

    /** Ends all memberships of a locked account; a fact for each group (R14). */
    public List<PendingFact> end(Change change, UUID account, List<LockedAggregate> locked) {
        var organisation = change.organisation();
        var left = jdbc.sql(END).param("organisation", organisation).param("account", account).query(UUID.class)
                .list();
        var byId = locked.stream().collect(Collectors.toMap(LockedAggregate::id, Function.identity()));
        if (!byId.keySet().containsAll(left)) {
            throw new ChangedMeanwhileException("the user joined a group meanwhile");
        }
        var delta = MemberDelta.accountRemoved(account);
        var facts = new ArrayList<PendingFact>();
        for (var group : groups.touch(organisation, left, change.now())) {
            var aggregate = byId.get(group.id());
            if (aggregate != null) {
                facts.addAll(GroupFacts.membersChanged(aggregate, group, delta));
            }
        }
        return facts;
    }
}
