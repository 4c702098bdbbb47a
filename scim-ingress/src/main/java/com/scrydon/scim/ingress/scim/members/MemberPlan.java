package com.scrydon.scim.ingress.scim.members;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the members shall be, as far as the request says: its operations folded into one, so that the store is changed
 * once and only what differs becomes a fact. Each operation costs as many steps as it names ids. Ids are as the client sent
 * them.
 */
public final class MemberPlan {

    private boolean fromScratch;
    private Set<String> present = new LinkedHashSet<>();
    private Set<String> absent = new LinkedHashSet<>();
    private long steps;

    public static MemberPlan unchanged() {
        return new MemberPlan();
    }

    public static MemberPlan exactly(Collection<String> ids) {
        return unchanged().replace(ids);
    }

    /** Whether all others go. */
    public boolean fromScratch() {
        return fromScratch;
    }

    /** Who shall be a member. */
    public Set<String> present() {
        return present;
    }

    /** Who shall not. */
    public Set<String> absent() {
        return absent;
    }

    /** Ids looked at so far. */
    public long steps() {
        return steps;
    }

    Stream<String> ids() {
        return Stream.concat(present.stream(), absent.stream());
    }

    public MemberPlan add(Collection<String> ids) {
        steps += ids.size();
        present.addAll(ids);
        ids.forEach(absent::remove);
        return this;
    }

    public MemberPlan remove(Collection<String> ids) {
        steps += ids.size();
        ids.forEach(present::remove);
        if (!fromScratch) {
            absent.addAll(ids);
        }
        return this;
    }

    /** New sets: to clear a large one costs its size. */
    public MemberPlan replace(Collection<String> ids) {
        steps += ids.size();
        fromScratch = true;
        present = new LinkedHashSet<>(ids);
        absent = new LinkedHashSet<>();
        return this;
    }

    /** What another plan says after this one. */
    MemberPlan then(MemberPlan later) {
        return later.fromScratch ? replace(later.present) : add(later.present).remove(later.absent);
    }
}
