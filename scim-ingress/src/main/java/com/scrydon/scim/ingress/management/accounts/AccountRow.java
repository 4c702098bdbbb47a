package com.scrydon.scim.ingress.management.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An account as the management API shows it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record AccountRow(UUID id, String email, @Nullable String displayName, String userName, String kind, boolean active,
        boolean linked, Instant createdAt) {}
