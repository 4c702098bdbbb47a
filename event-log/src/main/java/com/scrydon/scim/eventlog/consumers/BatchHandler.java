package com.scrydon.scim.eventlog.consumers;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Does the work of a batch. Handling the same records again must be harmless. */
@FunctionalInterface
public interface BatchHandler {

    /**
     * Handles a batch whole; offsets are committed after it returns. An exception means the infrastructure failed: the
     * same batch comes again, after a growing pause, until it works. A record that is itself at fault must not throw.
     */
    void handle(List<ConsumerRecord<String, byte[]>> batch);
}
