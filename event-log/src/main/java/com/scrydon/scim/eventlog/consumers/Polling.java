package com.scrydon.scim.eventlog.consumers;

/** Who polls for a consumer. */
interface Polling {

    /**
     * Subscribes and polls until it is asked to stop, and only then returns. What ends it before is thrown; the reading and its
     * Kafka consumer are over then.
     */
    void poll(Reading reading) throws InterruptedException;

    /** Asks it to stop after the batch in hand. */
    void stop();
}
