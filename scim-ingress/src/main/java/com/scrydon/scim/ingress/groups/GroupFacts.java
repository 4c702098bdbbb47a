package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.GroupCreated;
import com.scrydon.scim.facts.GroupDeleted;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMemberSkipped;
import com.scrydon.scim.facts.GroupUpdated;
import java.util.List;
import java.util.function.UnaryOperator;

/** Facts about groups. */
final class GroupFacts {

    private GroupFacts() {}

    static PendingFact created(LockedAggregate locked, Group group, String teamName) {
        return fact(locked, group, "scim.group.created", b -> b.setCreated(new GroupCreated(teamName)));
    }

    static PendingFact updated(LockedAggregate locked, Group group, Group before, List<String> changed) {
        return fact(locked, group, "scim.group.updated",
                b -> b.setUpdated(new GroupUpdated(changed, before.displayName())));
    }

    static List<PendingFact> membersChanged(LockedAggregate locked, Group group, MemberDelta delta) {
        return delta.chunks().stream().map(chunk -> fact(locked, group, "scim.group.members_changed",
                b -> b.setMembersChanged(chunk))).toList();
    }

    static PendingFact memberSkipped(LockedAggregate locked, Group group, List<String> ids) {
        return fact(locked, group, "scim.group.member_skipped",
                b -> b.setMemberSkipped(new GroupMemberSkipped(ids)));
    }

    static PendingFact deleted(LockedAggregate locked, Group group, String teamName, long kept) {
        return fact(locked, group, "scim.group.deleted", b -> b.setDeleted(new GroupDeleted(teamName, kept)));
    }

    private static PendingFact fact(LockedAggregate locked, Group group, String type,
            UnaryOperator<GroupFact.Builder> part) {
        return new PendingFact(locked, type, (FactHeader header) -> part
                .apply(GroupFact.newBuilder().setHeader(header).setGroupId(group.id())
                        .setDisplayName(group.displayName()).setExternalId(group.externalId())
                        .setTeamId(group.teamId()).setVersion(group.version()))
                .build());
    }
}
