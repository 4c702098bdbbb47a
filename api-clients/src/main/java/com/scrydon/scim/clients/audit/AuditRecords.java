package com.scrydon.scim.clients.audit;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page. */
public record AuditRecords(List<AuditRecord> records, @Nullable String nextCursor) {}
