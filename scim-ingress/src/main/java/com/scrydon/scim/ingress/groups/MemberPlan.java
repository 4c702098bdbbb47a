package com.scrydon.scim.ingress.groups;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What the members shall be, as far as the request says: its operations folded into one, so that the store is changed
 * once and only what differs becomes a fact. Ids are as the client sent them.
 *
 * @param fromScratch whether all others go
 * @param present who shall be a member
 * @param absent who shall not
 */
record MemberPlan(boolean fromScratch, Set<String> present, Set<String> absent) {

    MemberPlan {
        present = new LinkedHashSet<>(present);
        absent = new LinkedHashSet<>(absent);
    }

    static MemberPlan unchanged() {
        return new MemberPlan(false, Set.of(), Set.of());
    }

    static MemberPlan exactly(List<String> ids) {
        return new MemberPlan(true, new LinkedHashSet<>(ids), Set.of());
    }

    MemberPlan adding(List<String> ids) {
        var plan = new MemberPlan(fromScratch, present, absent);
        ids.forEach(id -> {
            plan.present.add(id);
            plan.absent.remove(id);
        });
        return plan;
    }

    MemberPlan removing(List<String> ids) {
        var plan = new MemberPlan(fromScratch, present, absent);
        ids.forEach(id -> {
            plan.present.remove(id);
            plan.absent.add(id);
        });
        return plan;
    }

    boolean isEmpty() {
        return !fromScratch && present.isEmpty() && absent.isEmpty();
    }
}
