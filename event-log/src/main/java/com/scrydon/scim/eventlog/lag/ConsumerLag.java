package com.scrydon.scim.eventlog.lag;

import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.supervision.Repeated;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far each consumer of a service is behind (R30b), sampled every 3 s: {@code scim.consumer.lag} by consumer, in records up to the very
 * end of its topics, also those that an open transaction hides; {@code scim.consumer.held}, those of them that it hides. Both are not a
 * number while Kafka does not say. At rest both are 0: consumers commit the place behind the transaction markers they passed.
 */
public final class ConsumerLag implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLag.class);
    private static final int TIMEOUT_MILLIS = 3_000;

    private final KafkaClients kafka;
    private final List<ConsumerGroup> groups;
    private final Map<String, Lag> lags = new ConcurrentHashMap<>();
    private final OpenTransactions open;
    private final Clock clock;
    private volatile Obstacles obstacles = Obstacles.NONE;
    private volatile Optional<Positions> positions = Optional.empty();
    private Optional<Admin> admin = Optional.empty();

    /**
     * What holds consumers up, as sentences for operators.
     *
     * @param heldUp partitions that stand still behind an open transaction
     * @param strangers members of our groups that are not ours
     */
    record Obstacles(List<String> heldUp, List<String> strangers) {

        private static final Obstacles NONE = new Obstacles(List.of(), List.of());
    }

    public ConsumerLag(KafkaClients kafka, List<ConsumerGroup> groups, MeterRegistry meters, Clock clock) {
        this.kafka = kafka;
        this.groups = List.copyOf(groups);
        this.clock = clock;
        this.open = new OpenTransactions(clock);
        for (var group : groups) {
            var consumer = group.consumer();
            var _ = Gauge.builder("scim.consumer.lag", lags, known -> known.containsKey(consumer)
                    ? known.getOrDefault(consumer, Lag.NONE).records()
                    : Double.NaN).description("Records between the committed offsets and the end of the topics")
                    .tag("consumer", consumer).register(meters);
            var _ = Gauge.builder("scim.consumer.held", lags, known -> known.containsKey(consumer)
                    ? known.getOrDefault(consumer, Lag.NONE).held()
                    : Double.NaN).description("Records that an open transaction hides").tag("consumer", consumer)
                    .register(meters);
        }
    }

    /** By consumer, sorted by its name; one that is not known is absent. */
    public Map<String, Long> lags() {
        return lags.entrySet().stream().collect(
                Collectors.toMap(Map.Entry::getKey, e -> e.getValue().records(), (a, _) -> a, TreeMap::new));
    }

    /** Where all of them were at the newest sample; empty while Kafka does not say. */
    public Optional<Positions> positions() {
        return positions;
    }

    /** What holds consumers up, a sentence each; empty if nothing does. */
    public List<String> obstacles() {
        var now = obstacles;
        return Stream.concat(now.heldUp().stream(), now.strangers().stream()).toList();
    }

    @Repeated(value = "consumer-lag", pauseMillis = 3_000)
    synchronized void sample() {
        try {
            var began = clock.instant();
            var asked = admin();
            var held = new TreeMap<String, String>();
            var ends = new HashMap<String, Long>();
            var committed = new HashMap<String, Long>();
            for (var group : groups) {
                var partitions = PartitionEnds.of(asked, group);
                lags.put(group.consumer(), partitions.lag());
                held.putAll(open.told(asked, partitions));
                partitions.end().forEach((partition, end) -> ends.put(group.group() + ' ' + partition, end));
                partitions.committed().forEach((partition, at) -> committed.put(group.group() + ' ' + partition, at));
            }
            positions = Optional.of(new Positions(began, ends, committed));
            obstacles = new Obstacles(List.copyOf(held.values()), Strangers.in(asked, groups));
        } catch (ExecutionException | KafkaException e) {
            LOG.debug("Kafka does not say how far consumers are", e);
            lags.clear();
            obstacles = Obstacles.NONE;
            positions = Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Admin admin() {
        var one = admin.orElseGet(() -> kafka.admin(TIMEOUT_MILLIS));
        admin = Optional.of(one);
        return one;
    }

    @Override
    public synchronized void close() {
        admin.ifPresent(Admin::close);
    }
}
