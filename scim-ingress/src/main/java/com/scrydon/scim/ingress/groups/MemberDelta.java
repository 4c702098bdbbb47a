package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.facts.GroupMembersChanged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What a request changed in a group's direct members, net: what was added and removed again is no change. */
final class MemberDelta {

    /** Ids in one fact (ARCHITECTURE.md, "Topics and facts"). */
    static final int CHUNK = 1_000;

    private final Set<UUID> accountsAdded = new LinkedHashSet<>();
    private final Set<UUID> accountsRemoved = new LinkedHashSet<>();
    private final Set<UUID> groupsAdded = new LinkedHashSet<>();
    private final Set<UUID> groupsRemoved = new LinkedHashSet<>();
    private final Set<String> skipped = new LinkedHashSet<>();

    void addedAccounts(Collection<UUID> ids) {
        net(ids, accountsAdded, accountsRemoved);
    }

    void removedAccounts(Collection<UUID> ids) {
        net(ids, accountsRemoved, accountsAdded);
    }

    void addedGroups(Collection<UUID> ids) {
        net(ids, groupsAdded, groupsRemoved);
    }

    void removedGroups(Collection<UUID> ids) {
        net(ids, groupsRemoved, groupsAdded);
    }

    void skipped(String id) {
        skipped.add(id);
    }

    private static void net(Collection<UUID> ids, Set<UUID> here, Set<UUID> opposite) {
        ids.stream().filter(id -> !opposite.remove(id)).forEach(here::add);
    }

    boolean isEmpty() {
        return accountsAdded.isEmpty() && accountsRemoved.isEmpty() && groupsAdded.isEmpty() && groupsRemoved.isEmpty();
    }

    List<String> skipped() {
        return List.copyOf(skipped);
    }

    /** The delta in chunks of at most {@link #CHUNK} ids. */
    List<GroupMembersChanged> chunks() {
        List<GroupMembersChanged> chunks = new ArrayList<>();
        slices(accountsAdded).forEach(s -> chunks.add(new GroupMembersChanged(s, List.of(), List.of(), List.of())));
        slices(accountsRemoved).forEach(s -> chunks.add(new GroupMembersChanged(List.of(), s, List.of(), List.of())));
        slices(groupsAdded).forEach(s -> chunks.add(new GroupMembersChanged(List.of(), List.of(), s, List.of())));
        slices(groupsRemoved).forEach(s -> chunks.add(new GroupMembersChanged(List.of(), List.of(), List.of(), s)));
        return chunks;
    }

    static List<List<UUID>> slices(Collection<UUID> ids) {
        var all = List.copyOf(ids);
        List<List<UUID>> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            slices.add(all.subList(from, Math.min(all.size(), from + CHUNK)));
        }
        return slices;
    }
}
