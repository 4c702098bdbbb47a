package com.scrydon.scim.worker.applying;

import java.util.UUID;

/** A Team an account is in, with the Team's name now. */
record NamedTeam(UUID accountId, UUID teamId, String name) {}
