package com.scrydon.scim.ingress.scim.members;

import com.scrydon.scim.ingress.changes.admission.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** What changed among the direct members of a group. */
public record MemberDelta(List<UUID> accountsAdded, List<UUID> accountsRemoved, List<UUID> groupsAdded,
        List<UUID> groupsRemoved) {

    /** Ids in one fact at most (ARCHITECTURE.md, "Topics and facts"). */
    private static final int CHUNK = 1_000;

    private enum Kind {
        ACCOUNT_ADDED, ACCOUNT_REMOVED, GROUP_ADDED, GROUP_REMOVED
    }

    private record Entry(Kind kind, UUID id) {}

    public MemberDelta {
        accountsAdded = List.copyOf(accountsAdded);
        accountsRemoved = List.copyOf(accountsRemoved);
        groupsAdded = List.copyOf(groupsAdded);
        groupsRemoved = List.copyOf(groupsRemoved);
    }

    static MemberDelta none() {
        return new MemberDelta(List.of(), List.of(), List.of(), List.of());
    }

    public static MemberDelta accountRemoved(UUID account) {
        return new MemberDelta(List.of(), List.of(account), List.of(), List.of());
    }

    public static MemberDelta groupRemoved(UUID group) {
        return new MemberDelta(List.of(), List.of(), List.of(), List.of(group));
    }

    public boolean isEmpty() {
        return entries().findAny().isEmpty();
    }

    /** What it adds to the group and takes from it. */
    public Effect effect() {
        return Effect.NONE.members(accountsAdded.size() + groupsAdded.size(),
                accountsRemoved.size() + groupsRemoved.size());
    }

    /** The same in pieces that a fact can carry; none if nothing changed. */
    public List<MemberDelta> chunks() {
        var all = entries().toList();
        var chunks = new ArrayList<MemberDelta>();
        for (int from = 0; from < all.size(); from += CHUNK) {
            var part = all.subList(from, Math.min(from + CHUNK, all.size()));
            chunks.add(new MemberDelta(of(Kind.ACCOUNT_ADDED, part), of(Kind.ACCOUNT_REMOVED, part),
                    of(Kind.GROUP_ADDED, part), of(Kind.GROUP_REMOVED, part)));
        }
        return chunks;
    }

    private Stream<Entry> entries() {
        return Stream.of(entries(Kind.ACCOUNT_ADDED, accountsAdded), entries(Kind.ACCOUNT_REMOVED, accountsRemoved),
                entries(Kind.GROUP_ADDED, groupsAdded), entries(Kind.GROUP_REMOVED, groupsRemoved)).flatMap(s -> s);
    }

    private static Stream<Entry> entries(Kind kind, List<UUID> ids) {
        return ids.stream().map(id -> new Entry(kind, id));
    }

    private static List<UUID> of(Kind kind, List<Entry> part) {
        return part.stream().filter(entry -> entry.kind == kind).map(Entry::id).toList();
    }
}
