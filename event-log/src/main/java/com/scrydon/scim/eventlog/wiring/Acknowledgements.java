package com.scrydon.scim.eventlog.wiring;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Waits for what Kafka says to a record that was sent. */
public final class Acknowledgements {

    private Acknowledgements() {}

    /**
     * Where the record lies.
     *
     * @throws RuntimeException Kafka's own, if it was not acknowledged
     * @throws KafkaException if the thread was interrupted meanwhile, which it stays
     */
    public static RecordMetadata await(Future<RecordMetadata> sent) {
        try {
            return sent.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new KafkaException("a record was not acknowledged", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for an acknowledgement", e);
        }
    }
}
