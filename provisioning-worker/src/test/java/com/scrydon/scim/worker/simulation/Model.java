package com.scrydon.scim.worker.simulation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** What was decided and committed, in plain maps, and the definition of effective membership read naively (R29). */
final class Model {

    final Map<UUID, Boolean> active = new TreeMap<>();
    /** Accounts directly in a group; its keys are the groups there are. */
    final Map<UUID, Set<UUID>> members = new TreeMap<>();
    /** Groups directly in a group. */
    final Map<UUID, Set<UUID>> children = new TreeMap<>();
    /** The group that feeds a Team, or none; its keys are the Teams there are. */
    final Map<UUID, Set<UUID>> groupOfTeam = new TreeMap<>();
    final Map<UUID, Set<UUID>> byHand = new TreeMap<>();
    final Map<UUID, Set<UUID>> kept = new TreeMap<>();

    void addGroup(UUID group) {
        members.put(group, new TreeSet<>());
        children.put(group, new TreeSet<>());
    }

    void addTeam(UUID team) {
        groupOfTeam.put(team, new HashSet<>());
        byHand.put(team, new TreeSet<>());
        kept.put(team, new TreeSet<>());
    }

    List<UUID> accounts() {
        return List.copyOf(active.keySet());
    }

    List<UUID> groups() {
        return List.copyOf(members.keySet());
    }

    List<UUID> teams() {
        return List.copyOf(groupOfTeam.keySet());
    }

    /** Every account that is in a Team now, with its Teams. */
    Map<UUID, Set<UUID>> effective() {
        Map<UUID, Set<UUID>> effective = new HashMap<>();
        for (var team : teams()) {
            for (var account : accounts()) {
                if (isIn(account, team)) {
                    effective.computeIfAbsent(account, _ -> new HashSet<>()).add(team);
                }
            }
        }
        return effective;
    }

    private boolean isIn(UUID account, UUID team) {
        return active.get(account) && (byHand.get(team).contains(account) || kept.get(team).contains(account)
                || groupOfTeam.get(team).stream().anyMatch(group -> isBelow(account, group, 3)));
    }

    private boolean isBelow(UUID account, UUID group, int links) {
        return members.get(group).contains(account)
                || (links > 0 && children.get(group).stream().anyMatch(child -> isBelow(account, child, links - 1)));
    }

    /** The active accounts that a group brings. */
    Set<UUID> broughtBy(UUID group) {
        return accounts().stream().filter(a -> active.get(a) && isBelow(a, group, 3))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<UUID> parents(UUID group) {
        return groups().stream().filter(g -> children.get(g).contains(group))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether the child is still there, and the edge would keep nesting free of cycles and at most three links deep (R19). */
    boolean mayNest(UUID parent, UUID child) {
        return children.containsKey(child) && !reaches(child, parent) && height(child) + 1 + depth(parent) <= 3;
    }

    private boolean reaches(UUID from, UUID to) {
        return from.equals(to) || children.get(from).stream().anyMatch(c -> reaches(c, to));
    }

    private int height(UUID group) {
        return children.get(group).stream().mapToInt(c -> height(c) + 1).max().orElse(0);
    }

    private int depth(UUID group) {
        return parents(group).stream().mapToInt(p -> depth(p) + 1).max().orElse(0);
    }
}
