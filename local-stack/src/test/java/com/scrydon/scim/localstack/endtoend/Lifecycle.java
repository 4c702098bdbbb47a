package com.scrydon.scim.localstack.endtoend;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The life of pushed groups, in five steps, each of which changes who is in a Team. */
final class Lifecycle {

    private static final int USERS = 12;

    private final Directory directory;
    private final List<String> users = new ArrayList<>();
    private String parent = "";
    private String child = "";

    /** The steps, in their order. */
    enum Step {
        CREATE, PUSH, NEST, DEACTIVATE, DELETE
    }

    Lifecycle(Directory directory) {
        this.directory = directory;
    }

    void live(Step step) {
        switch (step) {
            case CREATE -> {
                IntStream.range(0, USERS).forEach(_ -> users.add(directory.createUser()));
                parent = directory.createGroup(users.getFirst());
                child = directory.createGroup(users.getLast());
            }
            case PUSH -> {
                directory.addMembers(parent, users.subList(0, USERS / 2));
                directory.addMembers(child, users.subList(USERS / 3, USERS));
            }
            case NEST -> directory.nest(parent, child);
            case DEACTIVATE -> {
                directory.activate(users.getFirst(), false);
                directory.activate(users.getLast(), false);
                directory.removeMembers(parent, List.of(users.getFirst())); // as Okta does with who is unassigned
            }
            case DELETE -> directory.deleteGroup(child);
        }
    }
}
