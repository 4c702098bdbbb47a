package com.scrydon.scim.ingress.scim.members;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a request says about members, in order: plans, and between them removals by what members are at that time. Grows
 * while the request is read, and does not change later.
 */
public final class MemberWishes {

    private final MemberPlan first;
    private final List<Conditional> conditional = new ArrayList<>();

    /** A removal, and what comes after it up to the next one. */
    public record Conditional(MemberCondition removed, MemberPlan after) {}

    public MemberWishes(MemberPlan first) {
        this.first = first;
    }

    /** The plan that the next operation goes into. */
    public MemberPlan plan() {
        return conditional.isEmpty() ? first : conditional.getLast().after();
    }

    public void remove(MemberCondition condition) {
        conditional.add(new Conditional(condition, MemberPlan.unchanged()));
    }

    public List<Conditional> conditional() {
        return conditional;
    }

    /** The plan up to the first removal by a condition: all of it, where there is none. */
    public MemberPlan first() {
        return first;
    }

    /** All ids that it names. */
    Stream<String> ids() {
        return Stream.concat(plans().flatMap(MemberPlan::ids),
                conditional.stream().flatMap(each -> each.removed().candidates().stream()));
    }

    /** Whether members go whom it does not name. */
    boolean removesUnnamed() {
        return plans().anyMatch(MemberPlan::fromScratch)
                || conditional.stream().anyMatch(each -> each.removed().isOpen());
    }

    private Stream<MemberPlan> plans() {
        return Stream.concat(Stream.of(first), conditional.stream().map(Conditional::after));
    }
}
