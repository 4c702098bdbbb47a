package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.ingress.wire.Caller;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Ends the group memberships of an account that is deprovisioned, with a fact for each group (R14). */
@Component
public class GroupMemberships {

    private final GroupStore groups;
    private final MemberStore members;
    private final Aggregates aggregates;
    private final Outbox outbox;

    GroupMemberships(GroupStore groups, MemberStore members, Aggregates aggregates, Outbox outbox) {
        this.groups = groups;
        this.members = members;
        this.aggregates = aggregates;
        this.outbox = outbox;
    }

    /** Removes the account from its groups, inside the caller's transaction; locks the groups in the order of ids. */
    public void removeAccount(Caller caller, UUID account, Instant now) {
        var locked = aggregates.lock(AggregateKind.GROUP, caller.organisationId(), members.groupsOf(account));
        Set<UUID> left = new HashSet<>(
                members.removeAccount(account, locked.stream().map(l -> l.id()).toList()));
        groups.touch(left, now);
        List<PendingFact> facts = new ArrayList<>();
        for (var group : locked) {
            if (left.contains(group.id())) {
                var delta = new MemberDelta();
                delta.removedAccounts(List.of(account));
                var row = groups.find(caller.organisationId(), group.id()).orElseThrow();
                facts.addAll(GroupFacts.membersChanged(group, row, delta));
            }
        }
        outbox.append(caller.at(now), facts);
    }

    /** Whether the account is a direct member of any group. */
    public boolean any(UUID account) {
        return !members.groupsOf(account).isEmpty();
    }
}
