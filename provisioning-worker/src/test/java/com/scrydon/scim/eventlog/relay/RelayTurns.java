package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.worker.intake.CausesForTests;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;

/** Opens the package for simulations: the real relay and its real Kafka side, turn by turn, without a thread. */
public final class RelayTurns {

    private final Relay relay;

    /** Where leader connections come from. */
    @FunctionalInterface
    public interface Connections {
        Connection connect() throws SQLException;
    }

    public RelayTurns(String name, Connections connections, FactCodec codec,
            Supplier<Producer<String, byte[]>> producers,
            Supplier<Consumer<String, byte[]>> consumers, ToLongFunction<TopicPartition> end,
            UnaryOperator<FactLog> log,
            int batchSize) {
        var kafka = new KafkaFactLog(name, codec, CausesForTests.MACS, producers, consumers, end, Map::of);
        this.relay = new Relay(name, connections::connect, log.apply(kafka),
                new RelayProperties(batchSize, Duration.ofMillis(5), Duration.ofMillis(25)));
    }

    /** One turn; answers whether another one at once may bring the relay further. */
    public boolean turn() {
        var rest = relay.turn();
        return rest.isZero() || relay.status() instanceof RelayStatus.Waiting;
    }

    public String status() {
        return relay.status().toString();
    }
}
