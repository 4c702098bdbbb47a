package com.scrydon.scim.clients.operations;

import java.time.Instant;

/** Who added the account by hand. */
public record ByHand(String by, Instant at) {}
