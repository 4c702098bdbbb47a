package com.scrydon.scim.clients.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to start.
 *
 * @param kind recompute, drift-check or repair
 * @param account only this one
 * @param team only who is in this Team or has a reason to be
 * @param check for a repair: the drift check whose accounts it is to repair
 * @param confirm for a repair: how many accounts that check found to differ
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobBody(String kind, @Nullable UUID account, @Nullable UUID team, @Nullable UUID check,
        @Nullable Long confirm) {}
