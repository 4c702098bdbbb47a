package com.scrydon.scim.ingress.scim.members;

import java.util.UUID;

/**
 * A group that an account is in.
 *
 * @param direct or through a nested group
 */
public record GroupOfAccount(UUID id, String displayName, boolean direct) {}
