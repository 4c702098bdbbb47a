package com.scrydon.scim.worker;

import com.scrydon.scim.facts.Actor;

/** The worker as the actor of facts that no person and no token asked for. */
public final class WorkerActor {

    public static final Actor WORKER = new Actor("system", "provisioning-worker", "Scrydon provisioning");

    private WorkerActor() {}
}
