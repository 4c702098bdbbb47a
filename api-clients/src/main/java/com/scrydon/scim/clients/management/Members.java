package com.scrydon.scim.clients.management;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page. */
public record Members(List<Member> members, @Nullable String nextCursor) {}
