package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.changes.ChangeOutcome;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;

/** What came of a change of one user. */
sealed interface UserOutcome extends ChangeOutcome {

    /** A new account. */
    record Created(UserRow user) implements UserOutcome {}

    /** A native account that an identity provider manages from now on. */
    record Linked(UserRow user) implements UserOutcome {}

    /** An inactive account that is back. */
    record Revived(UserRow user) implements UserOutcome {}

    record Updated(UserRow user) implements UserOutcome {}

    /** Nothing to do, nothing written (R12). */
    record Unchanged(UserRow user) implements UserOutcome {}

    record Deprovisioned() implements UserOutcome {}

    record Refused(ScimProblem problem) implements UserOutcome {}

    @Override
    default boolean isRefused() {
        return this instanceof Refused;
    }
}
