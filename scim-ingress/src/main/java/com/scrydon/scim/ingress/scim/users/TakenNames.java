package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.changes.UniqueIndex;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;

/** Lost races for what is unique among users: the same refusals as without a race (R8). */
final class TakenNames {

    private TakenNames() {}

    static ScimProblem problem(UniqueIndex index) {
        return switch (index) {
            case ACCOUNT_EMAIL -> Reconciliation.emailTaken();
            case ACCOUNT_USER_NAME -> Reconciliation.userNameTaken();
            case ACCOUNT_EXTERNAL_ID -> Reconciliation.externalIdTaken();
            case GROUP_DISPLAY_NAME, TEAM_NAME, ORGANISATION_SLUG -> throw new IllegalStateException(
                    "a change of a user violated " + index);
        };
    }
}
