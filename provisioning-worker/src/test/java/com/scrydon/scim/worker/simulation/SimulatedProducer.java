package com.scrydon.scim.worker.simulation;

import com.scrydon.scim.worker.simulation.Life.Fate;
import java.time.Duration;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Kafka's transactional producer on the log in memory. A call that fails may have happened or not, as with Kafka. */
final class SimulatedProducer extends MockProducer<String, byte[]> {

    private final InMemoryLog log;
    private final Life life;
    private final String transactionalId;
    private int epoch = -1;

    SimulatedProducer(InMemoryLog log, Life life, String transactionalId) {
        this.log = log;
        this.life = life;
        this.transactionalId = transactionalId;
    }

    @Override
    public void initTransactions() {
        call("before the new epoch");
        epoch = log.openEpoch(transactionalId);
        call("after the new epoch");
    }

    @Override
    public void beginTransaction() {
        call("begin of the Kafka transaction");
    }

    @Override
    public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
        call("before a record is sent");
        var partition = log.append(transactionalId, epoch, record);
        long offset = log.end(partition) - 1;
        call("after a record is sent");
        return CompletableFuture.completedFuture(metadata(partition, offset));
    }

    @Override
    public synchronized void flush() {}

    @Override
    public void commitTransaction() {
        call("before the Kafka commit");
        log.commit(transactionalId, epoch);
        call("after the Kafka commit");
    }

    @Override
    public void abortTransaction() {
        call("before the Kafka abort");
        log.abort(transactionalId, epoch);
    }

    /** As a closed connection does: what is open stays open until the next epoch. */
    @Override
    public void close(Duration timeout) {}

    private void call(String what) {
        if (life.call(what) == Fate.FAILS) {
            throw new TimeoutException("simulated: no answer " + what);
        }
    }

    static RecordMetadata metadata(TopicPartition partition, long offset) {
        return new RecordMetadata(partition, offset, 0, 0, 0, 0);
    }

    /**
     * The producer of tasks: records wait in its buffer until somebody awaits them, and die with the process. They leave
     * in the order of keys, since the order in which planning finds accounts differs from run to run.
     */
    static final class Buffering extends MockProducer<String, byte[]> {

        private final InMemoryLog log;
        private final Life life;
        private final boolean lies;
        private final SequencedMap<String, Runnable> buffer = new TreeMap<>();
        private long sent;

        /** @param lies whether records count as acknowledged as soon as they are in the buffer: a mutation */
        Buffering(InMemoryLog log, Life life, boolean lies) {
            this.log = log;
            this.life = life;
            this.lies = lies;
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
            var acknowledged = new CompletableFuture<RecordMetadata>() {
                @Override
                public RecordMetadata get() {
                    return lies ? metadata(new TopicPartition(record.topic(), 0), 0) : awaited();
                }

                private RecordMetadata awaited() {
                    if (!isDone()) {
                        drain();
                    }
                    return join();
                }
            };
            buffer.put(record.key() + " " + (1_000_000 + ++sent), () -> {
                var partition = log.append(record);
                acknowledged.complete(metadata(partition, log.end(partition) - 1));
            });
            return acknowledged;
        }

        /** Sends what waits, as a producer does in the background; what fails is lost, and nobody hears of it. */
        void drainUnobserved() {
            try {
                drain();
            } catch (TimeoutException _) {
                buffer.clear();
            }
        }

        /** Sends what waits; a failure loses all that is still in the buffer. */
        void drain() {
            while (!buffer.isEmpty()) {
                if (life.call("before a task is sent") == Fate.FAILS) {
                    buffer.clear();
                    throw new TimeoutException("simulated: a task was not acknowledged");
                }
                buffer.pollFirstEntry().getValue().run();
            }
        }

        @Override
        public void close() {}
    }
}
