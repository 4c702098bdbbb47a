package com.scrydon.scim.worker.why;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** The groups at or below a Team's Group at a past moment, at most three links down, and the ways up from them (R19). */
final class GroupsThen {

    private static final int MAX_LINKS = 3;

    private final UUID top;
    private final Set<UUID> all = new HashSet<>();
    private final Map<UUID, List<UUID>> parents = new HashMap<>();

    /** A group directly in another one. */
    record Nesting(UUID parent, UUID child) {}

    private GroupsThen(UUID top) {
        this.top = top;
        all.add(top);
    }

    /** @param childrenOf what was directly in any of the groups then */
    static GroupsThen below(UUID top, Function<Collection<UUID>, List<Nesting>> childrenOf) {
        var groups = new GroupsThen(top);
        Set<UUID> level = Set.of(top);
        for (int links = 0; links < MAX_LINKS && !level.isEmpty(); links++) {
            level = groups.add(childrenOf.apply(level));
        }
        return groups;
    }

    /** Answers the groups that were not known before. */
    private Set<UUID> add(List<Nesting> nestings) {
        var fresh = new HashSet<UUID>();
        for (var nesting : nestings) {
            parents.computeIfAbsent(nesting.child(), _ -> new ArrayList<>()).add(nesting.parent());
            if (all.add(nesting.child())) {
                fresh.add(nesting.child());
            }
        }
        return fresh;
    }

    Set<UUID> all() {
        return Set.copyOf(all);
    }

    /** Every way from the group to the top, both included, through at most three links; at most so many. */
    List<List<UUID>> waysUp(UUID from, int limit) {
        var ways = new ArrayList<List<UUID>>();
        climb(List.of(from), ways, limit);
        return ways;
    }

    private void climb(List<UUID> way, List<List<UUID>> ways, int limit) {
        if (way.getLast().equals(top)) {
            ways.add(way);
        } else if (way.size() <= MAX_LINKS) {
            for (var parent : parents.getOrDefault(way.getLast(), List.of())) {
                if (ways.size() < limit) {
                    climb(Stream.concat(way.stream(), Stream.of(parent)).toList(), ways, limit);
                }
            }
        }
    }
}
