package com.scrydon.scim.console.pages;

import com.scrydon.scim.clients.management.ThroughGroup;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Why an account is in a Team (R38), as short sentences. */
public final class Reasons {

    private Reasons() {}

    /** One sentence for each reason that holds. */
    public static List<String> of(boolean direct, @Nullable List<ThroughGroup> throughGroups, boolean byHand,
            boolean kept) {
        List<String> reasons = new ArrayList<>();
        if (direct) {
            reasons.add("Direct member of the group");
        }
        Objects.requireNonNullElse(throughGroups, List.<ThroughGroup>of())
                .forEach(g -> reasons.add("Through group " + g.displayName()));
        if (byHand) {
            reasons.add("Added by hand");
        }
        if (kept) {
            reasons.add("Kept from a deleted group");
        }
        return reasons;
    }
}
