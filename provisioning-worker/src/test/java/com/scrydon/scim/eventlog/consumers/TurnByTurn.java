package com.scrydon.scim.eventlog.consumers;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
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
        this.attempts = new Attempts(name);
    }

    /** One turn, as {@link BatchConsumer} takes it; answers the state after it. */
    public String turn() {
        nanos += TURN.toNanos();
        try {
            var going = reading;
            if (going == null) {
                going = new Reading(name, topics, consumers.get(), handler, Optional.empty(), attempts, () -> nanos);
                reading = going;
            }
            going.turn();
        } catch (RuntimeException e) {
            attempts.failed(e);
            reading = null;
        }
        return attempts.state().toString();
    }
}
