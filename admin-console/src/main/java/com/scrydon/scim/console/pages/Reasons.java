package com.scrydon.scim.console.pages;

import java.util.ArrayList;
import java.util.List;

/** Why an account is in a Team (R38), as short sentences. */
public final class Reasons {

    private Reasons() {}

    /** One sentence for each reason that holds. */
    public static List<String> of(boolean direct, List<GroupReference> throughGroups, boolean byHand, boolean kept) {
        List<String> reasons = new ArrayList<>();
        if (direct) {
            reasons.add("Direct member of the group");
        }
        throughGroups.forEach(g -> reasons.add("Through group " + g.displayName()));
        if (byHand) {
            reasons.add("Added by hand");
        }
        if (kept) {
            reasons.add("Kept from a deleted group");
        }
        return reasons;
    }
}
