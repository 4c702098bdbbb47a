package com.scrydon.scim.servicekit.shares;

import java.util.Optional;

/**
 * What the running thread works on and for whom, so that whatever it takes can be counted. A thread that answers no request has none: there
 * are few of those, and they are ours.
 *
 * @param owner organisation that is served, or {@link #STRANGERS}
 * @param need of what the request takes
 */
public record Work(Object owner, Need need) {

    /** All requests whose caller is not known, together. */
    public static final Object STRANGERS = "strangers";

    private static final ThreadLocal<Work> RUNNING = new ThreadLocal<>();

    /** What the thread works on; empty outside of requests. */
    public static Optional<Work> running() {
        return Optional.ofNullable(RUNNING.get());
    }

    /** The thread works on this from now on. */
    public void begin() {
        RUNNING.set(this);
    }

    /** The thread works for nobody any more. */
    public static void end() {
        RUNNING.remove();
    }
}
