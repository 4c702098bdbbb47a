package com.scrydon.scim.ingress.scim.members;

import com.scrydon.scim.ingress.changes.ChangedMeanwhileException;
import com.scrydon.scim.ingress.scim.attributes.ResourceShapes;
import com.scrydon.scim.ingress.scim.filters.ElementMatch;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidNesting;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.texts.ResourceId;
import com.scrydon.scim.language.texts.Texts;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Carries out what a request says about members (R19, R20, R22): its cost follows the change, not the group. */
@Component
public class MemberChanges {

    private static final int MAX_LINKS = 3;
    private static final ElementMatch MEMBER = new ElementMatch(
            ResourceShapes.GROUP.base().attribute("members").orElseThrow());

    private final MemberStore store;
    private final GroupProperties properties;

    MemberChanges(MemberStore store, GroupProperties properties) {
        this.store = store;
        this.properties = properties;
    }

    /**
     * What is known before the group is locked.
     *
     * @param kinds of the ids that are named
     * @param described those that conditions name
     * @param nestingLocked whether the organisation's lock is held, since an edge of nesting may be involved
     */
    public record Prepared(MemberWishes wishes, MemberStore.Kinds kinds, Map<UUID, ObjectNode> described,
            boolean nestingLocked) {}

    /**
     * What came of it.
     *
     * @param delta what changed
     * @param skipped ids that name nobody
     */
    public record Applied(MemberDelta delta, List<String> skipped) {}

    /** Looks the ids up, and takes the organisation's lock before any other if an edge may change (docs/decisions/028-order-of-locks.md). */
    public Prepared prepare(UUID organisation, Optional<UUID> group, MemberWishes wishes) {
        var kinds = store.kinds(organisation, uuids(wishes.ids()));
        var described = described(organisation, wishes);
        boolean nesting = !kinds.groups().isEmpty()
                || (wishes.removesUnnamed() && group.filter(id -> store.hasNested(organisation, id)).isPresent());
        if (nesting) {
            store.lockNesting(organisation);
        }
        return new Prepared(wishes, kinds, described, nesting);
    }

    private Map<UUID, ObjectNode> described(UUID organisation, MemberWishes wishes) {
        var ids = uuids(wishes.conditional().stream().flatMap(each -> each.removed().candidates().stream()));
        return ids.isEmpty() ? Map.of() : store.described(organisation, ids);
    }

    /** Changes the members of a group that is locked. A refusal must undo the transaction. */
    public Verdict<Applied> apply(UUID organisation, UUID group, Prepared prepared, Instant now) {
        var plan = resolved(organisation, group, prepared);
        var kinds = prepared.kinds();
        var present = uuids(plan.present().stream());
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

    /** The whole as one plan, each condition held against who is a member when its turn comes. */
    private MemberPlan resolved(UUID organisation, UUID group, Prepared prepared) {
        var wishes = prepared.wishes();
        if (wishes.conditional().isEmpty()) {
            return wishes.first();
        }
        var plan = MemberPlan.unchanged().then(wishes.first());
        for (var next : wishes.conditional()) {
            plan.remove(next.removed().isOpen()
                    ? matching(organisation, group, plan, next.removed())
                    : named(prepared, next.removed()));
            plan.then(next.after());
        }
        return plan;
    }

    private static List<String> named(Prepared prepared, MemberCondition condition) {
        return condition.candidates().stream().filter(id -> parsed(id).map(prepared.described()::get)
                .filter(member -> MEMBER.holds(condition.condition(), member)).isPresent()).toList();
    }

    private List<String> matching(UUID organisation, UUID group, MemberPlan plan, MemberCondition condition) {
        var stored = plan.fromScratch()
                ? List.<UUID>of()
                : store.matching(organisation, group, condition.condition());
        var added = store.matchingAmong(organisation, uuids(plan.present().stream()), condition.condition());
        return Stream.concat(stored.stream(), added.stream()).map(UUID::toString).toList();
    }

    private static Set<UUID> uuids(Stream<String> ids) {
        return ids.flatMap(id -> parsed(id).stream()).collect(Collectors.toSet());
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
