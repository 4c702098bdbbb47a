package com.scrydon.scim.audit.intake;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.eventlog.failures.StoreFailure.Away;
import com.scrydon.scim.eventlog.failures.StoreFailure.Broken;
import com.scrydon.scim.eventlog.failures.StoreFailure.Bug;
import com.scrydon.scim.eventlog.failures.StoreFailure.Data;
import com.scrydon.scim.eventlog.failures.StoreFailure.GateClosed;
import com.scrydon.scim.eventlog.failures.StoreFailure.Locked;
import com.scrydon.scim.eventlog.failures.StoreFailure.Overtaken;
import com.scrydon.scim.eventlog.failures.StoreFailure.TooSlow;
import java.util.Optional;

/** Tells a record that Postgres will never take from everything that is tried again until it works, bugs included: nothing is skipped. */
final class DataFailures {

    private DataFailures() {}

    /** For whoever looks at the record that is kept raw for it. */
    static Optional<String> cause(RuntimeException failure) {
        return switch (StoreFailure.of(failure)) {
            case Data(var what) -> Optional.of("the index does not take its content: " + what);
            case Away _,Locked _,Overtaken _,TooSlow _,GateClosed _,Broken _,Bug _ -> Optional.empty();
        };
    }
}
