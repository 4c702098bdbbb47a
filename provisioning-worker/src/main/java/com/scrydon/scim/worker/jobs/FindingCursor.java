package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of findings begins: behind this account and Team. */
record FindingCursor(UUID account, UUID team) {

    private static final UUID NONE = new UUID(0, 0);
    private static final int UUID_LENGTH = 36;

    /** The first page without one; refused if it is not one of ours. */
    static FindingCursor of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return new FindingCursor(NONE, NONE);
        }
        try {
            if (text.length() == 2 * UUID_LENGTH + 1 && text.charAt(UUID_LENGTH) == '.') {
                return new FindingCursor(UUID.fromString(text.substring(0, UUID_LENGTH)),
                        UUID.fromString(text.substring(UUID_LENGTH + 1)));
            }
        } catch (IllegalArgumentException _) {
            // Told below.
        }
        throw ApiProblemException.badRequest("the cursor is not one of ours");
    }

    static String behind(Findings.Named last) {
        return last.accountId() + "." + last.teamId();
    }
}
