package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.wire.ScimProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Writes changes of direct members as rows. The group is locked; where a nested group is involved, so is the
 * organisation's nesting (lock order, ARCHITECTURE.md).
 */
@Component
class MemberChanges {

    private static final int MAX_SKIPPED_LENGTH = 200;
    private static final int MAX_LINKS = 3;

    private final MemberStore members;
    private final GroupsProperties properties;

    MemberChanges(MemberStore members, GroupsProperties properties) {
        this.members = members;
        this.properties = properties;
    }

    /** Ids sorted into what they are. */
    private record Sorted(List<UUID> accounts, List<UUID> groups, List<String> unknown) {}

    /** Whether any of the ids names a group, or all nested groups may go: then nesting must be locked first. */
    boolean concernsNesting(UUID organisation, List<GroupChange> changes) {
        for (var change : changes) {
            boolean concerned = switch (change) {
                case GroupChange.Add(List<String> ids) -> namesGroups(organisation, ids);
                case GroupChange.Remove(List<String> ids) -> namesGroups(organisation, ids);
                case GroupChange.Replace(List<String> _) -> true;
                case GroupChange.Rename _,GroupChange.SetExternalId _ -> false;
            };
            if (concerned) {
                return true;
            }
        }
        return false;
    }

    private boolean namesGroups(UUID organisation, List<String> ids) {
        return !members.knownGroups(organisation, uuids(ids)).isEmpty();
    }

    void lockNesting(UUID organisation) {
        members.lockNesting(organisation);
    }

    Optional<ScimProblem> add(UUID organisation, UUID group, List<String> ids, Instant now, MemberDelta delta) {
        var sorted = sort(organisation, ids);
        if (!sorted.unknown().isEmpty() && properties.unknownMembers() == GroupsProperties.UnknownMembers.REJECT) {
            return Optional.of(ScimProblem.invalidValue("unknown members: " + String.join(", ", sorted.unknown())));
        }
        sorted.unknown().forEach(delta::skipped);
        if (!sorted.accounts().isEmpty()) {
            delta.addedAccounts(members.addAccounts(organisation, group, sorted.accounts(), now));
        }
        for (var child : sorted.groups()) {
            var problem = nest(organisation, group, child, now, delta);
            if (problem.isPresent()) {
                return problem;
            }
        }
        return Optional.empty();
    }

    private Optional<ScimProblem> nest(UUID organisation, UUID group, UUID child, Instant now, MemberDelta delta) {
        var nesting = members.nesting(group, child);
        if (nesting.cycle()) {
            return Optional.of(ScimProblem.invalidValue("nested group would create a cycle"));
        }
        if (nesting.depth() > MAX_LINKS) {
            return Optional.of(ScimProblem.invalidValue("nested group depth exceeds 3"));
        }
        delta.addedGroups(members.addGroup(organisation, group, child, now));
        return Optional.empty();
    }

    void remove(UUID group, List<String> ids, MemberDelta delta) {
        var named = uuids(ids);
        delta.removedAccounts(members.removeAccounts(group, named));
        delta.removedGroups(members.removeGroups(group, named));
    }

    Optional<ScimProblem> replace(UUID organisation, UUID group, List<String> ids, Instant now, MemberDelta delta) {
        var named = uuids(ids);
        delta.removedAccounts(members.retainAccounts(group, named));
        delta.removedGroups(members.retainGroups(group, named));
        return add(organisation, group, ids, now, delta);
    }

    private Sorted sort(UUID organisation, List<String> ids) {
        var named = uuids(ids);
        Set<UUID> groups = new HashSet<>(members.knownGroups(organisation, named));
        var others = named.stream().filter(id -> !groups.contains(id)).toList();
        Set<UUID> accounts = new HashSet<>(members.knownAccounts(organisation, others));
        List<String> unknown = new ArrayList<>();
        for (var id : ids) {
            var uuid = uuid(id);
            if (uuid.isEmpty() || !(groups.contains(uuid.get()) || accounts.contains(uuid.get()))) {
                unknown.add(id.substring(0, Math.min(id.length(), MAX_SKIPPED_LENGTH)));
            }
        }
        return new Sorted(accounts.stream().sorted().toList(), groups.stream().sorted().toList(), unknown);
    }

    private static List<UUID> uuids(List<String> ids) {
        return ids.stream().flatMap(id -> uuid(id).stream()).distinct().toList();
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
