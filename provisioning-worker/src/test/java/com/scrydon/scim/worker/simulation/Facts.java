package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.AccountSnapshot;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.GroupCreated;
import com.scrydon.scim.facts.GroupDeleted;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMembersChanged;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.TeamLinked;
import com.scrydon.scim.facts.TeamMembersChanged;
import com.scrydon.scim.facts.TeamUnlinked;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Facts of the directory, as small as they can be. */
final class Facts {

    private Facts() {}

    /** A task from before the history. */
    static ProducerRecord<String, byte[]> task(FactCodec codec, UUID account) {
        var task = new ProvisioningTask(account, DirectoryChanges.ORGANISATION, new UUID(0, 0), "before", "before",
                Instant.EPOCH);
        return new ProducerRecord<>(Topic.PROVISIONING_TASKS.topicName(), account.toString(),
                codec.encode(Topic.PROVISIONING_TASKS, task));
    }

    static PendingFact user(LockedAggregate account, boolean active) {
        var snapshot = AccountSnapshot.newBuilder().setKind("person").setEmail("a").setUserName("a").setActive(active)
                .setLinked(true).setDeprovisioned(false).setAttributes("{}").setVersion(1)
                .setCreatedAt(Instant.EPOCH).setLastModifiedAt(Instant.EPOCH).build();
        return new PendingFact(account, active ? FactType.USER_REACTIVATED : FactType.USER_DEACTIVATED,
                header -> UserFact.newBuilder().setHeader(header).setAccountId(account.id()).setAccount(snapshot)
                        .setChangedAttributes(List.of("active")).build());
    }

    static PendingFact groupCreated(LockedAggregate group) {
        return new PendingFact(group, FactType.GROUP_CREATED,
                header -> group(group, header).setCreated(new GroupCreated("T")).build());
    }

    static PendingFact groupDeleted(LockedAggregate group) {
        return new PendingFact(group, FactType.GROUP_DELETED,
                header -> group(group, header).setDeleted(new GroupDeleted("T", 0L)).build());
    }

    static PendingFact members(LockedAggregate group, List<UUID> added, List<UUID> removed, List<UUID> groupsAdded,
            List<UUID> groupsRemoved) {
        var delta = new GroupMembersChanged(added, removed, groupsAdded, groupsRemoved);
        return new PendingFact(group, FactType.GROUP_MEMBERS_CHANGED,
                header -> group(group, header).setMembersChanged(delta).build());
    }

    static PendingFact byHand(LockedAggregate team, UUID account, boolean added) {
        return members(team, new TeamMembersChanged(added ? List.of(account) : List.of(),
                added ? List.of() : List.of(account), List.of(), null));
    }

    static PendingFact kept(LockedAggregate team, UUID group, List<UUID> kept) {
        return members(team, new TeamMembersChanged(List.of(), List.of(), kept, group));
    }

    static PendingFact linked(LockedAggregate team, UUID group, boolean linked) {
        return linked
                ? new PendingFact(team, FactType.TEAM_LINKED,
                        header -> team(team, header).setLinked(new TeamLinked(group)).build())
                : new PendingFact(team, FactType.TEAM_UNLINKED,
                        header -> team(team, header).setUnlinked(new TeamUnlinked(group)).build());
    }

    private static PendingFact members(LockedAggregate team, TeamMembersChanged changed) {
        return new PendingFact(team, FactType.TEAM_MEMBERS_CHANGED,
                header -> team(team, header).setMembersChanged(changed).build());
    }

    private static GroupFact.Builder group(LockedAggregate group, FactHeader header) {
        return GroupFact.newBuilder().setHeader(header).setGroupId(group.id()).setDisplayName("G").setVersion(1);
    }

    private static TeamFact.Builder team(LockedAggregate team, FactHeader header) {
        return TeamFact.newBuilder().setHeader(header).setTeamId(team.id()).setName("T");
    }
}
