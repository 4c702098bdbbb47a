package com.scrydon.scim.clients.audit;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;

/** {@code docs/openapi/audit.yaml}, whole; parameters that are null are left out. */
public interface AuditApi {

    /** A page of the organisation's records, newest first (R32). */
    @GetExchange("/records")
    AuditRecords records(@RequestParam(name = "filter", required = false) @Nullable String filter,
            @RequestParam("count") int count,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor);
}
