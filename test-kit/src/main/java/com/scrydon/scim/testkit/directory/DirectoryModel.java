package com.scrydon.scim.testkit.directory;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The one naive model of a directory and its Teams, in plain maps. An account is in a Team if it is active, and is in the Team's Group or in
 * a Group at most three links below it, or was added by hand, or was kept when a Group was deleted (R16 to R19). Everything else that says
 * who is in which Team, in SQL or in processes that die, is held to it (R29); so it is written from the requirements and is neither quick nor
 * clever.
 *
 * <p>The sets it hands out for a Group or a Team are its own: whoever changes them changes the directory. Asking for what is not there is a
 * bug of the test.
 *
 * @param <I> ids of accounts, Groups and Teams, all different; lists and maps are in their order
 */
public final class DirectoryModel<I extends Comparable<I>> {

    private static final int MOST_LINKS = 3;

    private final Map<I, Boolean> active = new TreeMap<>();
    private final Map<I, Set<I>> members = new TreeMap<>();
    private final Map<I, Set<I>> children = new TreeMap<>();
    private final Map<I, I> groupOfTeam = new TreeMap<>();
    private final Map<I, Set<I>> byHand = new TreeMap<>();
    private final Map<I, Set<I>> kept = new TreeMap<>();

    /** From now on there is the account, and it is active or not. */
    public void setActive(I account, boolean now) {
        active.put(account, now);
    }

    public boolean isActive(I account) {
        return active.getOrDefault(account, false);
    }

    public void addGroup(I group) {
        members.put(group, new TreeSet<>());
        children.put(group, new TreeSet<>());
    }

    /** A Team without a Group. */
    public void addTeam(I team) {
        byHand.put(team, new TreeSet<>());
        kept.put(team, new TreeSet<>());
    }

    /** The Group feeds this Team; the one that it fed before is given up (R16). */
    public void link(I team, I group) {
        groupOfTeam.values().remove(group);
        groupOfTeam.put(team, group);
    }

    public void unlink(I team) {
        groupOfTeam.remove(team);
    }

    /**
     * The Group is gone, and parents lose what they had through it; its Team stays (R18).
     *
     * @param keeping whom its Team keeps: those whom the Group brought at that moment
     */
    public void deleteGroup(I group, Set<I> keeping) {
        teams().stream().filter(team -> groupOf(team).equals(Optional.of(group))).forEach(team -> {
            kept(team).addAll(keeping);
            unlink(team);
        });
        members.remove(group);
        children.remove(group);
        children.values().forEach(of -> of.remove(group));
    }

    public List<I> accounts() {
        return List.copyOf(active.keySet());
    }

    public List<I> groups() {
        return List.copyOf(members.keySet());
    }

    public List<I> teams() {
        return List.copyOf(byHand.keySet());
    }

    /** The accounts directly in a Group. */
    public Set<I> members(I group) {
        return known(members, group);
    }

    /** The Groups directly in a Group. */
    public Set<I> children(I group) {
        return known(children, group);
    }

    /** The Group that feeds a Team. */
    public Optional<I> groupOf(I team) {
        return Optional.ofNullable(groupOfTeam.get(team));
    }

    /** The accounts that somebody added to a Team. */
    public Set<I> byHand(I team) {
        return known(byHand, team);
    }

    /** The accounts that stayed in a Team when its Group was deleted. */
    public Set<I> kept(I team) {
        return known(kept, team);
    }

    /** Every Team, also one without anybody, with the accounts that are in it. */
    public Map<I, Set<I>> effectiveMembers() {
        Map<I, Set<I>> effective = new TreeMap<>();
        teams().forEach(team -> effective.put(team, effectiveMembers(team)));
        return effective;
    }

    private Set<I> effectiveMembers(I team) {
        var all = new TreeSet<>(byHand(team));
        all.addAll(kept(team));
        groupOf(team).ifPresent(group -> all.addAll(broughtBy(group)));
        all.removeIf(account -> !isActive(account));
        return all;
    }

    /** The same read the other way: every account that is in a Team, with its Teams. */
    public Map<I, Set<I>> effectiveTeams() {
        Map<I, Set<I>> effective = new TreeMap<>();
        effectiveMembers().forEach((team, accounts) -> accounts.forEach(
                account -> effective.computeIfAbsent(account, _ -> new TreeSet<>()).add(team)));
        return effective;
    }

    /** The active accounts that a Group brings to its Team. */
    public Set<I> broughtBy(I group) {
        var brought = new TreeSet<I>();
        atOrBelow(group).forEach(each -> brought.addAll(members(each)));
        brought.removeIf(account -> !isActive(account));
        return brought;
    }

    /** The Group and those at most three links below it, even if the links go on, or in a circle. */
    public Set<I> atOrBelow(I group) {
        var found = new TreeSet<I>(Set.of(group));
        for (int link = 0; link < MOST_LINKS; link++) {
            List.copyOf(found).forEach(each -> found.addAll(children(each)));
        }
        return found;
    }

    /** The Groups directly above a Group. */
    public Set<I> parents(I group) {
        var parents = new TreeSet<>(groups());
        parents.removeIf(each -> !children(each).contains(group));
        return parents;
    }

    /** Whether both Groups are there, and the link would close no cycle and be in no chain of more than three (R19). */
    public boolean mayNest(I parent, I child) {
        return members.containsKey(parent) && members.containsKey(child) && !closesCycle(parent, child)
                && linksAbove(parent) + 1 + linksBelow(child) <= MOST_LINKS;
    }

    /** Whether the parent is the child, or below it; in a directory without cycles. */
    public boolean closesCycle(I parent, I child) {
        return parent.equals(child) || children(child).stream().anyMatch(below -> closesCycle(parent, below));
    }

    private int linksAbove(I group) {
        return parents(group).stream().mapToInt(parent -> linksAbove(parent) + 1).max().orElse(0);
    }

    private int linksBelow(I group) {
        return children(group).stream().mapToInt(child -> linksBelow(child) + 1).max().orElse(0);
    }

    private static <I> Set<I> known(Map<I, Set<I>> sets, I id) {
        var found = sets.get(id);
        if (found == null) {
            throw new IllegalArgumentException("the model knows no " + id);
        }
        return found;
    }
}
