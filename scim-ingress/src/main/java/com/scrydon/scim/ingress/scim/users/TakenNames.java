package com.scrydon.scim.ingress.scim.users;

import com.scrydon.scim.ingress.changes.UniqueIndex;
import com.scrydon.scim.ingress.scim.users.UserOutcome.Refused;

/** Lost races for what is unique among users: the same refusals as without a race (R8). */
final class TakenNames {

    private TakenNames() {}

    static UserOutcome outcome(UniqueIndex index) {
        return switch (index) {
            case ACCOUNT_EMAIL -> new Refused(Reconciliation.emailTaken());
            case ACCOUNT_USER_NAME -> new Refused(Reconciliation.userNameTaken());
            case ACCOUNT_EXTERNAL_ID -> new Refused(Reconciliation.externalIdTaken());
            case GROUP_DISPLAY_NAME, TEAM_NAME, ORGANISATION_SLUG -> throw new IllegalStateException(
                    "a change of a user violated " + index);
        };
    }
}
