package com.scrydon.scim.worker.waiting;

import com.scrydon.scim.worker.intake.Cause;
import java.util.UUID;

/**
 * A parked account whose next attempt is due.
 *
 * @param cause what asked for the recomputation at first
 * @param attempts failed so far
 */
public record DueAccount(UUID account, Cause cause, int attempts) {}
