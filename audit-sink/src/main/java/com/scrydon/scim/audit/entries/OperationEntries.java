package com.scrydon.scim.audit.entries;

import com.scrydon.scim.facts.OperationFact;
import java.util.List;

/** Facts about what operators did: they tell their subject, and what was asked or came of it. */
final class OperationEntries {

    private OperationEntries() {}

    static AuditEntry of(OperationFact fact) {
        return AuditEntry.done(fact.getHeader(), List.of(),
                Changes.NONE.with("subject", fact.getSubject()).with("detail", fact.getDetail()));
    }
}
