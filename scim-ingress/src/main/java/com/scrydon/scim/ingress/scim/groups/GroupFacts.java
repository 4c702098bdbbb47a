package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.GroupCreated;
import com.scrydon.scim.facts.GroupDeleted;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMemberSkipped;
import com.scrydon.scim.facts.GroupMembersChanged;
import com.scrydon.scim.facts.GroupUpdated;
import com.scrydon.scim.ingress.scim.members.MemberDelta;
import com.scrydon.scim.language.texts.Texts;
import com.scrydon.scim.schemas.FactType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Facts about one group. */
final class GroupFacts {

    private static final int SKIPPED_ID_CHARACTERS = 200;
    private static final int SKIPPED_IDS = 1_000;

    private GroupFacts() {}

    static PendingFact created(LockedAggregate group, GroupRow after, String teamName) {
        var created = GroupCreated.newBuilder().setTeamName(teamName).build();
        return of(group, FactType.GROUP_CREATED, after, fact -> fact.setCreated(created));
    }

    static PendingFact updated(LockedAggregate group, GroupRow after, List<String> changed, String previousName) {
        var updated = GroupUpdated.newBuilder().setChangedAttributes(changed).setPreviousDisplayName(previousName)
                .build();
        return of(group, FactType.GROUP_UPDATED, after, fact -> fact.setUpdated(updated));
    }

    static List<PendingFact> membersChanged(LockedAggregate group, GroupRow after, MemberDelta delta) {
        return delta.chunks().stream().map(chunk -> {
            var changed = GroupMembersChanged.newBuilder().setAccountsAdded(chunk.accountsAdded())
                    .setAccountsRemoved(chunk.accountsRemoved()).setGroupsAdded(chunk.groupsAdded())
                    .setGroupsRemoved(chunk.groupsRemoved()).build();
            return of(group, FactType.GROUP_MEMBERS_CHANGED, after, fact -> fact.setMembersChanged(changed));
        }).toList();
    }

    /** Ids that name nobody, in facts of bounded size (R20). */
    static List<PendingFact> membersSkipped(LockedAggregate group, GroupRow after, List<String> ids) {
        var facts = new ArrayList<PendingFact>();
        for (int from = 0; from < ids.size(); from += SKIPPED_IDS) {
            var cut = ids.subList(from, Math.min(from + SKIPPED_IDS, ids.size())).stream()
                    .map(id -> Texts.cut(id, SKIPPED_ID_CHARACTERS)).toList();
            var skipped = GroupMemberSkipped.newBuilder().setMemberIds(cut).build();
            facts.add(of(group, FactType.GROUP_MEMBER_SKIPPED, after, fact -> fact.setMemberSkipped(skipped)));
        }
        return facts;
    }

    static PendingFact deleted(LockedAggregate group, GroupRow before, String teamName, long membersKept) {
        var deleted = GroupDeleted.newBuilder().setTeamName(teamName).setMembersKept(membersKept).build();
        return of(group, FactType.GROUP_DELETED, before, fact -> fact.setDeleted(deleted));
    }

    private static PendingFact of(LockedAggregate group, FactType type, GroupRow row,
            UnaryOperator<GroupFact.Builder> part) {
        return new PendingFact(group, type,
                header -> part.apply(GroupFact.newBuilder().setHeader(header).setGroupId(row.id())
                        .setDisplayName(row.displayName()).setExternalId(row.externalId().orElse(null))
                        .setTeamId(row.teamId().orElse(null)).setVersion(row.version())).build());
    }
}
