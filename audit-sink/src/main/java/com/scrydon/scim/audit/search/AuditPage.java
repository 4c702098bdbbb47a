package com.scrydon.scim.audit.search;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records, newest first. */
record AuditPage(List<AuditRecord> records, @Nullable String nextCursor) {

    /** Cuts to the page what was read with one record more than asked for. */
    static AuditPage of(List<AuditRecord> read, int count) {
        if (read.size() <= count) {
            return new AuditPage(read, null);
        }
        return cut(read.subList(0, count));
    }

    /** These, with others behind them. */
    static AuditPage cut(List<AuditRecord> page) {
        return new AuditPage(List.copyOf(page), new Cursor(page.getLast().number()).encoded());
    }
}
