package com.scrydon.scim.worker.planning;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.wiring.Acknowledgements;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.worker.intake.Cause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes tasks to {@code provisioning.tasks.v1}. A task may be written twice; none may be missing once acknowledged. */
final class Tasks implements AutoCloseable {

    /** Tasks on their way at a time; the oldest is awaited before another is sent. */
    private static final int MAX_IN_FLIGHT = 10_000;

    private final Producer<String, byte[]> producer;
    private final FactCodec codec;
    private final FactMac macs;
    private final LongAdder acknowledged = new LongAdder();

    /** @param producer idempotent, every acknowledgement by all replicas; closed with this */
    Tasks(Producer<String, byte[]> producer, FactCodec codec, FactMac macs) {
        this.producer = producer;
        this.codec = codec;
        this.macs = macs;
    }

    /** Begins sending the tasks of one batch. */
    Sending begin() {
        return new Sending();
    }

    /** Tasks acknowledged since the start. */
    long acknowledged() {
        return acknowledged.sum();
    }

    @Override
    public void close() {
        producer.close();
    }

    /** The tasks of one batch; all of them are acknowledged once {@link #awaitAll} returns. */
    final class Sending implements AutoCloseable {

        private final Deque<Future<RecordMetadata>> inFlight = new ArrayDeque<>();

        void send(UUID account, UUID organisation, Cause cause) {
            if (inFlight.size() >= MAX_IN_FLIGHT) {
                await(inFlight.removeFirst());
            }
            var task = new ProvisioningTask(account, organisation, cause.eventId(), cause.type(), cause.requestId(),
                    cause.causedAt());
            inFlight.addLast(producer.send(macs.sign(new ProducerRecord<>(Topic.PROVISIONING_TASKS.topicName(),
                    account.toString(), codec.encode(Topic.PROVISIONING_TASKS, task)))));
        }

        /** @throws RuntimeException if a task was not acknowledged: the batch must be planned again */
        void awaitAll() {
            inFlight.forEach(this::await);
            inFlight.clear();
        }

        private void await(Future<RecordMetadata> sent) {
            var _ = Acknowledgements.await(sent);
            acknowledged.increment();
        }

        @Override
        public void close() {
            inFlight.clear();
        }
    }
}
