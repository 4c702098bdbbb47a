package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.testkit.directory.DirectoryModel;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A directory that changes at random: the same seed makes the same changes in the same order. */
final class RandomHistory {

    private static final int FIRST_USERS = 6;
    private static final int FIRST_GROUPS = 4;
    private static final int MOST_AT_ONCE = 5;

    private final long seed;
    private final Random random;
    private final Directory directory;
    private final DirectoryModel<String> model;
    private int done;

    /** What may happen, and how often beside the others. */
    private enum Change {
        CREATE_USER(10), INVITE(2), ASSIGN(6), DEACTIVATE(9), REACTIVATE(8), DEPROVISION(3), CREATE_GROUP(
                6),
        CREATE_GROUP_NAMED_LIKE_A_TEAM(2), ADD_MEMBERS(18), REMOVE_MEMBERS(9), REPLACE_MEMBERS(3), NEST(
                16),
        UNNEST(5), RENAME_GROUP(2), DELETE_GROUP(4), CREATE_TEAM(
                3),
        RENAME_TEAM(2), ADD_BY_HAND(8), REMOVE_BY_HAND(4), LINK(6), UNLINK(2);

        private final int weight;

        Change(int weight) {
            this.weight = weight;
        }
    }

    RandomHistory(long seed, Directory directory) {
        this.seed = seed;
        this.random = new Random(seed);
        this.directory = directory;
        this.model = directory.model();
    }

    long seed() {
        return seed;
    }

    Directory directory() {
        return directory;
    }

    /** Makes the next change. */
    void step() {
        int step = done++;
        if (step < FIRST_USERS) {
            var _ = directory.createUser();
        } else if (step < FIRST_USERS + FIRST_GROUPS) {
            var _ = directory.createGroup(some(directory.accounts()).toArray(String[]::new));
        } else {
            change(pick());
        }
    }

    private Change pick() {
        int point = random.nextInt(Arrays.stream(Change.values()).mapToInt(c -> c.weight).sum());
        for (var change : Change.values()) {
            point -= change.weight;
            if (point < 0) {
                return change;
            }
        }
        throw new AssertionError();
    }

    private void change(Change change) {
        switch (change) {
            case CREATE_USER -> directory.createUser();
            case INVITE -> directory.invite();
            case ASSIGN -> withAccount(directory::isAssignable, directory::assign);
            case DEACTIVATE -> withAccount(model::isActive, a -> directory.activate(a, false));
            case REACTIVATE -> withAccount(a -> !model.isActive(a) && !directory.isDeprovisioned(a),
                    a -> directory.activate(a, true));
            case DEPROVISION -> withAccount(a -> !directory.isDeprovisioned(a), directory::deprovision);
            case CREATE_GROUP -> directory.createGroup(some(directory.accounts()).toArray(String[]::new));
            case CREATE_GROUP_NAMED_LIKE_A_TEAM -> directory
                    .createGroupNamed(directory.nameOf(directory.createTeam()));
            case ADD_MEMBERS -> withGroup(g -> directory.addMembers(g, some(directory.accounts())));
            case REMOVE_MEMBERS -> withGroup(g -> directory.removeMembers(g, some(directory.accounts())));
            case REPLACE_MEMBERS -> withGroup(g -> directory.replaceMembers(g, some(directory.accounts())));
            case NEST -> withGroup(parent -> directory.nest(parent, any(directory.groups())));
            case UNNEST -> withGroup(this::unnest);
            case RENAME_GROUP -> withGroup(directory::renameGroup);
            case DELETE_GROUP -> withGroup(directory::deleteGroup);
            case CREATE_TEAM -> directory.createTeam();
            case RENAME_TEAM -> withTeam(directory::renameTeam);
            case ADD_BY_HAND -> withTeam(team -> directory.byHand(team, any(directory.accounts()), true));
            case REMOVE_BY_HAND -> withTeam(team -> directory.byHand(team, any(directory.accounts()), false));
            case LINK -> withTeam(team -> withGroup(group -> directory.link(team, group)));
            case UNLINK -> withTeam(directory::unlink);
        }
    }

    private void unnest(String parent) {
        var children = directory.groups().stream().filter(model.children(parent)::contains).toList();
        directory.unnest(parent, any(children.isEmpty() ? directory.groups() : children));
    }

    private interface Doing {
        void with(String id);
    }

    /** Where nobody suits, somebody is created. */
    private void withAccount(Predicate<String> suits, Doing doing) {
        var suitable = directory.accounts().stream().filter(suits).toList();
        if (suitable.isEmpty()) {
            var _ = directory.createUser();
        } else {
            doing.with(any(suitable));
        }
    }

    private void withGroup(Doing doing) {
        if (directory.groups().isEmpty()) {
            var _ = directory.createGroup();
        } else {
            doing.with(any(directory.groups()));
        }
    }

    private void withTeam(Doing doing) {
        if (directory.teams().isEmpty()) {
            var _ = directory.createTeam();
        } else {
            doing.with(any(directory.teams()));
        }
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private List<String> some(List<String> of) {
        return IntStream.rangeClosed(0, random.nextInt(MOST_AT_ONCE)).mapToObj(_ -> any(of)).distinct()
                .collect(Collectors.toList());
    }
}
