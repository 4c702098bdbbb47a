package com.scrydon.scim.eventlog.gate;

import org.springframework.context.SmartLifecycle;

/** Lets nobody in before it is known whether this process may write: before the web server and the consumers. */
final class GateLifecycle implements SmartLifecycle {

    private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 4096;

    private final WriteGate gate;
    private volatile boolean running;

    GateLifecycle(WriteGate gate) {
        this.gate = gate;
    }

    @Override
    public void start() {
        running = true;
        try {
            // A Postgres that is away is no reason to wait longer: nothing is admitted until it was compared.
            var _ = gate.awaitDecision();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return BEFORE_THE_WEB_SERVER;
    }
}
