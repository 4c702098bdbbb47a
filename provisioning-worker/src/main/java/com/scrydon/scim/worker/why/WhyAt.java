package com.scrydon.scim.worker.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.scrydon.scim.worker.why.Why.ByHand;
import com.scrydon.scim.worker.why.Why.Chain;
import com.scrydon.scim.worker.why.Why.Effect;
import com.scrydon.scim.worker.why.Why.Kept;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Why an account was in a Team at a past moment, or not, as the audit log tells it (R38). Reasons are what was decided by
 * then; a reason decided just before may not have been in effect yet.
 *
 * @param at the moment
 * @param complete whether the audit log has everything of the organisation that was decided by then; else ask again later
 * @param inEffect whether the account was in the Team
 * @param effect the newest fact by then that brought it in or took it out; absent if there is none
 * @param chains of groups, from a direct group of the account up to the Team's Group
 * @param moreChains whether there were more than those
 * @param byHand added by hand; without effect while the account is inactive
 * @param kept from a deleted Group; without effect while the account is inactive
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record WhyAt(Instant at, boolean complete, AccountThen account, TeamThen team, boolean inEffect,
        @Nullable Effect effect, List<Chain> chains, boolean moreChains, @Nullable ByHand byHand,
        @Nullable Kept kept) {

    /** An account; e-mail and state are absent where the log tells nothing of it by then. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AccountThen(UUID id, @Nullable String email, @Nullable Boolean active) {}

    /** A Team and the Group that fed it; the name is absent where the log tells nothing of it by then. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TeamThen(UUID id, @Nullable String name, @Nullable UUID groupId, @Nullable String groupName) {}
}
