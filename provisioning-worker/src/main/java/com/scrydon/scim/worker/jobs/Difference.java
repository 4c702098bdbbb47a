package com.scrydon.scim.worker.jobs;

import java.util.UUID;

/**
 * One membership in which what is in effect differs from its definition.
 *
 * @param missing true if it ought to be in effect, false if it ought not
 */
record Difference(UUID accountId, UUID teamId, boolean missing) {}
