package com.scrydon.scim.ingress.changes;

/** What came of a change, for the transaction around it. */
interface ChangeOutcome {

    /** Whether nothing of it may be left behind. */
    boolean isRefused();
}
