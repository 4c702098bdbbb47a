package com.scrydon.scim.worker.intake;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.KeyRing;
import com.scrydon.scim.testkit.TestKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/** Causes by the ring of tests. */
public final class CausesForTests {

    public static final FactMac MACS = macs();

    private CausesForTests() {}

    public static Causes create() {
        return new Causes(MACS, new SimpleMeterRegistry());
    }

    private static FactMac macs() {
        var ring = KeyRing.parse(TestKeys.RING);
        return new FactMac(() -> ring);
    }
}
