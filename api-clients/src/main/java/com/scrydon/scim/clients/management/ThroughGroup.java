package com.scrydon.scim.clients.management;

import java.util.UUID;

/** A direct group of an account, through which it is in a Team. */
public record ThroughGroup(UUID id, String displayName) {}
