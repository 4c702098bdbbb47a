package com.scrydon.scim.localstack.endtoend;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who must be in which Team, by plain maps and recursion: active, and in the Team's Group or at most three links below
 * it, or added by hand, or kept. Written from the requirements (R16 to R19), not from the SQL.
 */
final class DirectoryModel {

    private static final int LINKS = 3;

    private final Map<String, Boolean> accounts = new HashMap<>();
    private final Map<String, Set<String>> members = new HashMap<>();
    private final Map<String, Set<String>> children = new HashMap<>();
    private final Map<String, Optional<String>> groupOfTeam = new HashMap<>();
    private final Map<String, Set<String>> byHand = new HashMap<>();
    private final Map<String, Set<String>> kept = new HashMap<>();
    private final Set<String> deprovisioned = new HashSet<>();

    void account(String id, boolean active) {
        accounts.put(id, active);
        deprovisioned.remove(id);
    }

    void deprovision(String id) {
        accounts.put(id, false);
        deprovisioned.add(id);
        members.values().forEach(of -> of.remove(id));
    }

    void group(String id, String team) {
        members.put(id, new HashSet<>());
        children.put(id, new HashSet<>());
        team(team);
        groupOfTeam.put(team, Optional.of(id));
    }

    void team(String id) {
        groupOfTeam.put(id, Optional.empty());
        byHand.put(id, new HashSet<>());
        kept.put(id, new HashSet<>());
    }

    /** Who was deprovisioned is nobody to SCIM: skipped (R20). */
    void addMembers(String group, List<String> ids) {
        ids.stream().filter(id -> !deprovisioned.contains(id)).forEach(members(group)::add);
    }

    void removeMembers(String group, List<String> ids) {
        members(group).removeAll(ids);
    }

    void replaceMembers(String group, List<String> ids) {
        members(group).clear();
        children(group).clear();
        addMembers(group, ids);
    }

    void nest(String parent, String child) {
        children(parent).add(child);
    }

    void unnest(String parent, String child) {
        children(parent).remove(child);
    }

    /** Why a group may not be nested in another (R19), if so. */
    Optional<String> refusal(String parent, String child) {
        if (depthBelow(child, parent) >= 0) {
            return Optional.of("nested group would create a cycle");
        }
        return height(parent) + 1 + depth(child) > LINKS
                ? Optional.of("nested group depth exceeds 3")
                : Optional.empty();
    }

    /** The Team keeps whoever is in it through the group (R18). */
    void deleteGroup(String id) {
        feeding(id).ifPresent(team -> {
            accounts.keySet().stream().filter(a -> isActive(a) && reaches(a, id, LINKS))
                    .forEach(set(kept, team)::add);
            groupOfTeam.put(team, Optional.empty());
        });
        members.remove(id);
        children.remove(id);
        children.values().forEach(of -> of.remove(id));
    }

    void byHand(String team, String account, boolean member) {
        var _ = member ? set(byHand, team).add(account) : set(byHand, team).remove(account);
    }

    /** Whether the Team had no Group or this one; then the Group's own Team is given up (R16). */
    boolean link(String team, String group) {
        var linked = groupOfTeam.getOrDefault(team, Optional.empty());
        if (linked.isPresent()) {
            return linked.get().equals(group);
        }
        feeding(group).ifPresent(own -> groupOfTeam.put(own, Optional.empty()));
        groupOfTeam.put(team, Optional.of(group));
        return true;
    }

    void unlink(String team) {
        groupOfTeam.put(team, Optional.empty());
    }

    boolean isActive(String account) {
        return accounts.getOrDefault(account, false);
    }

    boolean isDeprovisioned(String account) {
        return deprovisioned.contains(account);
    }

    Set<String> members(String group) {
        return set(members, group);
    }

    Set<String> children(String group) {
        return set(children, group);
    }

    /** Every Team with those who must be in it. */
    Map<String, Set<String>> expected() {
        var expected = new TreeMap<String, Set<String>>();
        groupOfTeam.keySet().forEach(team -> expected.put(team, accounts.keySet().stream()
                .filter(account -> inEffect(team, account)).collect(Collectors.toCollection(TreeSet::new))));
        return expected;
    }

    private boolean inEffect(String team, String account) {
        var group = groupOfTeam.getOrDefault(team, Optional.empty());
        return isActive(account) && (set(byHand, team).contains(account) || set(kept, team).contains(account)
                || group.filter(g -> reaches(account, g, LINKS)).isPresent());
    }

    private boolean reaches(String account, String group, int links) {
        return members(group).contains(account)
                || (links > 0 && children(group).stream().anyMatch(child -> reaches(account, child, links - 1)));
    }

    private Optional<String> feeding(String group) {
        return groupOfTeam.entrySet().stream().filter(e -> e.getValue().equals(Optional.of(group)))
                .map(Map.Entry::getKey).findFirst();
    }

    /** Links from a group down to another; -1 if it is not below. */
    private int depthBelow(String top, String sought) {
        if (top.equals(sought)) {
            return 0;
        }
        return children(top).stream().mapToInt(child -> depthBelow(child, sought)).filter(d -> d >= 0)
                .map(d -> d + 1).max().orElse(-1);
    }

    private int depth(String group) {
        return children(group).stream().mapToInt(child -> 1 + depth(child)).max().orElse(0);
    }

    private int height(String group) {
        return children.entrySet().stream().filter(e -> e.getValue().contains(group))
                .mapToInt(e -> 1 + height(e.getKey())).max().orElse(0);
    }

    private static Set<String> set(Map<String, Set<String>> sets, @Nullable String key) {
        var found = sets.get(key);
        if (found == null) {
            throw new IllegalStateException("the model knows no " + key);
        }
        return found;
    }
}
