package com.scrydon.scim.clients.management;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page. */
public record Accounts(List<Account> accounts, @Nullable String nextCursor) {}
