package com.scrydon.scim.worker.simulation;

/** The process ends here. An error, so that nothing that handles failures takes it for one. */
final class SimulatedCrash extends Error {

    private static final long serialVersionUID = 1L;

    SimulatedCrash() {
        super("the process crashed", null, false, false);
    }
}
