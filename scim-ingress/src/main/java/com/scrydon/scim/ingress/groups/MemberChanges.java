package com.scrydon.scim.ingress.groups;

import com.scrydon.scim.ingress.changes.ChangedMeanwhileException;
import com.scrydon.scim.ingress.wire.ResourceId;
import com.scrydon.scim.ingress.wire.ScimProblem;
import com.scrydon.scim.ingress.wire.ScimProblem.InvalidNesting;
import com.scrydon.scim.ingress.wire.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.wire.Texts;
import com.scrydon.scim.ingress.wire.Verdict;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Carries out what a request says about members (R19, R20, R22): its cost follows the change, not the group. */
@Component
class MemberChanges {

    private static final int MAX_LINKS = 3;

    private final MemberStore store;
    private final GroupStore groups;
    private final GroupProperties properties;

    MemberChanges(MemberStore store, GroupStore groups, GroupProperties properties) {
        this.store = store;
        this.groups = groups;
        this.properties = properties;
    }

    /**
     * What is known before the group is locked.
     *
     * @param kinds of the ids in the plan
     * @param nestingLocked whether the organisation's lock is held, since an edge of nesting may be involved
     */
    record Prepared(MemberPlan plan, MemberStore.Kinds kinds, boolean nestingLocked) {}

    /**
     * What came of it.
     *
     * @param delta what changed
     * @param skipped ids that name nobody
     */
    record Applied(MemberDelta delta, List<String> skipped) {}

    /** Looks the ids up, and takes the organisation's lock before any other if an edge may change (decision 8). */
    Prepared prepare(UUID organisation, Optional<UUID> group, MemberPlan plan) {
        var ids = Stream.concat(plan.present().stream(), plan.absent().stream()).flatMap(id -> parsed(id).stream())
                .collect(Collectors.toSet());
        var kinds = store.kinds(organisation, ids);
        boolean nesting = !kinds.groups().isEmpty()
                || (plan.fromScratch() && group.filter(store::hasNested).isPresent());
        if (nesting) {
            groups.lockNesting(organisation);
        }
        return new Prepared(plan, kinds, nesting);
    }

    /** Changes the members of a group that is locked. A refusal must undo the transaction. */
    Verdict<Applied> apply(UUID organisation, UUID group, Prepared prepared, Instant now) {
        var plan = prepared.plan();
        var kinds = prepared.kinds();
        var present = plan.present().stream().flatMap(id -> parsed(id).stream()).collect(Collectors.toSet());
        var skipped = plan.present().stream().filter(id -> parsed(id).filter(kinds::knows).isEmpty()).toList();
        if (!skipped.isEmpty() && properties.rejectsUnknownMembers()) {
            return Verdict.refuse(new InvalidValue("There is no member " + Texts.shortened(skipped.getFirst())));
        }
        var accountsRemoved = removedAccounts(group, plan, present);
        var groupsRemoved = removedGroups(group, plan, present);
        if (!groupsRemoved.isEmpty() && !prepared.nestingLocked()) {
            throw new ChangedMeanwhileException("a group was nested while its parent's members were replaced");
        }
        var children = common(present, kinds.groups());
        var problem = children.isEmpty() ? Optional.<ScimProblem>empty() : nestingProblem(group, children);
        if (problem.isPresent()) {
            return Verdict.refuse(problem.get());
        }
        var groupsAdded = store.addGroups(organisation, group, children, now);
        var accountsAdded = store.addAccounts(organisation, group, common(present, kinds.accounts()), now);
        return Verdict.of(new Applied(new MemberDelta(accountsAdded, accountsRemoved, groupsAdded, groupsRemoved),
                skipped));
    }

    private List<UUID> removedAccounts(UUID group, MemberPlan plan, Set<UUID> present) {
        return plan.fromScratch() ? store.keepAccounts(group, present) : store.removeAccounts(group, absent(plan));
    }

    private List<UUID> removedGroups(UUID group, MemberPlan plan, Set<UUID> present) {
        return plan.fromScratch() ? store.keepGroups(group, present) : store.removeGroups(group, absent(plan));
    }

    private Optional<ScimProblem> nestingProblem(UUID group, Collection<UUID> children) {
        var nesting = store.nesting(group, children);
        if (nesting.cycle()) {
            return Optional.of(new InvalidNesting("nested group would create a cycle"));
        }
        return nesting.links() > MAX_LINKS
                ? Optional.of(new InvalidNesting("nested group depth exceeds 3"))
                : Optional.empty();
    }

    private static List<UUID> absent(MemberPlan plan) {
        return plan.absent().stream().flatMap(id -> parsed(id).stream()).toList();
    }

    private static Set<UUID> common(Set<UUID> some, Set<UUID> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }

    private static Optional<UUID> parsed(String id) {
        return ResourceId.parse(id);
    }
}
