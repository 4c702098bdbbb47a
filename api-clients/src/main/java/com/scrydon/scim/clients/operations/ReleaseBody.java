package com.scrydon.scim.clients.operations;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Accounts whose cause begins so; null for all. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ReleaseBody(@Nullable String cause) {}
