package com.scrydon.scim.clients.management;

import java.util.UUID;

/** A token with its raw value. */
public record MintedToken(UUID id, String token) {}
