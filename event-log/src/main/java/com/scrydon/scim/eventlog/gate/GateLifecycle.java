package com.scrydon.scim.eventlog.gate;

import org.springframework.context.SmartLifecycle;

/** Lets nobody in before it is known whether this process may write: before the web server and the consumers. */
public final class GateLifecycle implements SmartLifecycle {

    private static final int BEFORE_THE_WEB_SERVER = DEFAULT_PHASE - 4096;

    /** Of what waits for it: still before the web server, and after it when a process stops. */
    public static final int NEXT_PHASE = BEFORE_THE_WEB_SERVER + 1024;

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
