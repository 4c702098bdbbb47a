package com.scrydon.scim.clients.management;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page. */
public record Teams(List<Team> teams, @Nullable String nextCursor) {}
