package com.scrydon.scim.eventlog.consumers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Opens the package for simulations: a consumer's real reading, turn by turn, on a clock of its own. */
public final class TurnByTurn {

    private static final Duration TURN = Duration.ofMillis(200);

    private final String name;
    private final List<String> topics;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final BatchHandler handler;
    private final Attempts attempts;
    private @Nullable Reading reading;
    private long nanos;

    public TurnByTurn(String name, List<String> topics, Supplier<Consumer<String, byte[]>> consumers,
            BatchHandler handler) {
        this.name = name;
        this.topics = topics;
        this.consumers = consumers;
        this.handler = handler;
        this.attempts = new Attempts(name, Pauses.USUAL);
    }

    /** One turn, as {@link BatchConsumer} takes it; answers the state after it. */
    public String turn() {
        nanos += TURN.toNanos();
        try {
            var going = reading;
            if (going == null) {
                going = join();
                reading = going;
            }
            turn(going);
        } catch (RuntimeException e) {
            attempts.failed(e);
            reading = null;
        }
        return attempts.state().toString();
    }

    private Reading join() {
        var consumer = consumers.get();
        var joining = new Reading(name, consumer, handler, Optional.empty(), attempts, () -> nanos);
        consumer.subscribe(topics, joining);
        return joining;
    }

    private static void turn(Reading going) {
        if (going.isPausing()) {
            going.waitOn();
            return;
        }
        var records = going.poll(TURN);
        if (records.isEmpty()) {
            return;
        }
        List<ConsumerRecord<String, byte[]>> batch = records.partitions().stream()
                .flatMap(p -> records.records(p).stream()).toList();
        try {
            going.handle(batch);
        } catch (RuntimeException _) {
            going.goBack(records);
        }
    }
}
