package com.scrydon.scim.worker.applying;

import java.util.UUID;

/** One difference that applying found and wrote. */
record Membership(UUID accountId, UUID teamId, boolean gained) {}
