package com.scrydon.scim.ingress.scim.problems;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.Unavailable;
import com.scrydon.scim.servicekit.problems.RetryAfter;
import java.util.Optional;

/** Which exceptions a client may hope to get past by trying again: nothing was written, or nobody knows whether it was (R15). */
public final class StoreFailures {

    private StoreFailures() {}

    /** The refusal; empty for an exception that is a bug, or that nobody gets past without one being mended. */
    public static Optional<Unavailable> problem(Throwable e) {
        return switch (StoreFailure.of(e)) {
            case GateClosed(var seconds) -> Optional.of(new Unavailable(seconds));
            // What was overtaken has been tried again already.
            case Away _,Locked _,Overtaken _,TooSlow _ -> Optional.of(new Unavailable(RetryAfter.STORE_AWAY_SECONDS));
            case Data _,Broken _,Bug _ -> Optional.empty();
        };
    }
}
