package com.scrydon.scim.worker.why;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Why an account is in a Team or not (R38).
 *
 * @param effective whether it should be, by the definition that applying uses
 * @param inEffectSince since when it is; absent if it is not. Differs from {@code effective} while work waits
 * @param chains of groups, from the account's direct group up to the Team's Group
 * @param moreChains whether there are more than those
 * @param byHand added by hand; without effect while the account is inactive
 * @param kept from a deleted Group; without effect while the account is inactive
 * @param ended the newest fact that says the account left the Team; only where it is not in it
 * @param parked why the worker could not recompute the account, if so
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Why(OfAccount account, OfTeam team, boolean effective, @Nullable Instant inEffectSince, List<Chain> chains,
        boolean moreChains, @Nullable ByHand byHand, @Nullable Kept kept, @Nullable Effect ended,
        @Nullable Parked parked) {

    /** An account. */
    record OfAccount(UUID id, String displayName, String email, boolean active, boolean deprovisioned) {}

    /**
     * A Team.
     *
     * @param groupId the SCIM Group that feeds it, if any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record OfTeam(UUID id, String name, @Nullable UUID groupId, @Nullable String groupName) {}

    /** A group. */
    record OfGroup(UUID id, String name) {}

    /**
     * One way up.
     *
     * @param groups at most four, three links apart
     * @param memberSince when the account became a direct member of the first of them
     */
    record Chain(List<OfGroup> groups, Instant memberSince) {}

    /** Who added the account by hand, and when. */
    record ByHand(String by, Instant at) {}

    /** The deleted Group that the Team kept the account from, and when. */
    record Kept(UUID groupId, String groupName, Instant at) {}

    /**
     * The fact by which it came into effect or ended.
     *
     * @param cause what the fact followed from; absent until the audit index has it
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Effect(UUID eventId, String type, Instant occurredAt, String requestId, @Nullable UUID causeEventId,
            @Nullable CausedBy cause) {}

    /** The fact behind another one, as the audit log has it. */
    record CausedBy(String type, Instant occurredAt, String actorKind, String actorId, String actorDisplay,
            JsonNode targets) {}

    /** See {@code GET /parked} for more. */
    record Parked(String cause, int attempts, Instant nextAttemptAt) {}
}
