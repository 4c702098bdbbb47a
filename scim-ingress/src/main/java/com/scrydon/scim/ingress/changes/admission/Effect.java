package com.scrydon.scim.ingress.changes.admission;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a change adds and what it takes away: all that limits, back-pressure and caps want to know of it.
 *
 * @param made kinds of which there is one more; their counters are locked in this order (docs/decisions/028-order-of-locks.md)
 * @param ended kinds of which there is one less
 * @param activated users who were not active, new ones included
 * @param deactivated users who were active
 * @param membersAdded direct members of a group, or of a Team by hand, that come: users and groups
 * @param membersRemoved those that go
 */
public record Effect(List<CapKind> made, List<CapKind> ended, int activated, int deactivated, int membersAdded,
        int membersRemoved) {

    /** Other values of what is there already: nobody gets anything, nobody loses anything. */
    public static final Effect NONE = new Effect(List.of(), List.of(), 0, 0, 0, 0);

    public Effect {
        made = List.copyOf(made);
        ended = List.copyOf(ended);
    }

    /** The same, and one more of the kind. */
    public Effect making(CapKind kind) {
        return new Effect(Stream.concat(made.stream(), Stream.of(kind)).toList(), ended, activated, deactivated,
                membersAdded, membersRemoved);
    }

    /** The same, and one less of the kind. */
    public Effect ending(CapKind kind) {
        return new Effect(made, Stream.concat(ended.stream(), Stream.of(kind)).toList(), activated, deactivated,
                membersAdded, membersRemoved);
    }

    /** The same, and a user who is, or is not, active before and after. */
    public Effect activity(boolean before, boolean after) {
        return new Effect(made, ended, activated + (!before && after ? 1 : 0), deactivated + (before && !after ? 1 : 0),
                membersAdded, membersRemoved);
    }

    /** The same, and so many members who come and go. */
    public Effect members(int added, int removed) {
        return new Effect(made, ended, activated, deactivated, membersAdded + added, membersRemoved + removed);
    }

    /** How many members more there are; negative for less. */
    public int growth() {
        return membersAdded - membersRemoved;
    }

    /** Whether it, or a part of it, ends or shrinks anybody's access. */
    boolean takesAccessAway() {
        return !ended.isEmpty() || deactivated > 0 || membersRemoved > 0;
    }
}
