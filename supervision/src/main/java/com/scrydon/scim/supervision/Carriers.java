package com.scrydon.scim.supervision;

/**
 * The threads of the operating system that carry virtual threads. Nothing preempts a virtual thread, and whoever comes back from waiting
 * stands behind all that can run, at each of its statements; with a carrier for each that a process works on at once, the operating system
 * shares out the processor, and it lets those go first that have had little (docs/decisions/027-many-carriers.md).
 */
public final class Carriers {

    /** More than the requests that a process works on at once: connections, large answers and readers of bodies together. */
    private static final int LEAST = 64;
    private static final int PER_CORE = 4;
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private Carriers() {}

    /** Says how many there may be, unless the command line did; of use before the first virtual thread only. */
    public static void provide() {
        if (System.getProperty(PARALLELISM) == null) {
            int many = Math.max(LEAST, PER_CORE * Runtime.getRuntime().availableProcessors());
            System.setProperty(PARALLELISM, Integer.toString(many));
        }
    }
}
