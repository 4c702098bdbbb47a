package com.scrydon.scim.ingress.scim.groups;

import com.scrydon.scim.ingress.changes.ChangeOutcome;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;

/** What came of a change of one group. */
sealed interface GroupOutcome extends ChangeOutcome {

    record Created(GroupRow group) implements GroupOutcome {}

    record Updated(GroupRow group) implements GroupOutcome {}

    /** Nothing changed; ids that name nobody may have been noted (R20). */
    record Unchanged(GroupRow group) implements GroupOutcome {}

    record Deleted() implements GroupOutcome {}

    record Refused(ScimProblem problem) implements GroupOutcome {}

    @Override
    default boolean isRefused() {
        return this instanceof Refused;
    }
}
