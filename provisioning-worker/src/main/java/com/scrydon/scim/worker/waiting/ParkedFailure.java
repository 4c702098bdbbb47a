package com.scrydon.scim.worker.waiting;

import com.scrydon.scim.worker.intake.Cause;
import java.util.UUID;

/**
 * One account's recomputation that failed on the account's own data.
 *
 * @param cause what asked for the recomputation
 */
public record ParkedFailure(UUID account, Cause cause, RuntimeException failure) {}
