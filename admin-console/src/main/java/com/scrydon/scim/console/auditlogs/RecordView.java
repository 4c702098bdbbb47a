package com.scrydon.scim.console.auditlogs;

import com.scrydon.scim.clients.audit.AuditRecord;
import java.util.List;

/** A record of the audit log, for people. */
record RecordView(AuditRecord fact) {

    public List<ChangeLine> lines() {
        return ChangeLine.of(fact.changes());
    }

    public boolean refused() {
        return "refused".equals(fact.outcome());
    }

    /** All of the changes, for the curious. */
    public String changesAsJson() {
        return fact.changes().toPrettyString();
    }
}
