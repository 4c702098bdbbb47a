package com.scrydon.scim.clients.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page. */
public record ParkedAccounts(List<ParkedAccount> parked, @Nullable String nextCursor) {}
