package com.scrydon.scim.clients.operations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page. */
public record UndecodableRecords(List<UndecodableRecord> undecodable, @Nullable String nextCursor) {}
