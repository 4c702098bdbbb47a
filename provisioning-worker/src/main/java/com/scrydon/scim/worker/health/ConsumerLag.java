package com.scrydon.scim.worker.health;

import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.supervision.Repeated;
import com.scrydon.scim.worker.intake.ConsumerGroup;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How far each consumer's committed offsets are behind the end of its topics: {@code scim.consumer.lag} by consumer, in
 * records and transaction markers; not a number while Kafka does not say. Asked for every five seconds.
 */
@Component
class ConsumerLag implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConsumerLag.class);
    private static final int TIMEOUT_MILLIS = 3_000;

    private final KafkaClients kafka;
    private final List<ConsumerGroup> groups;
    private final Map<String, Long> lags = new ConcurrentHashMap<>();
    private Optional<Admin> admin = Optional.empty();

    ConsumerLag(KafkaClients kafka, List<ConsumerGroup> groups, MeterRegistry meters) {
        this.kafka = kafka;
        this.groups = groups;
        for (var group : groups) {
            var _ = Gauge.builder("scim.consumer.lag", () -> lags.get(group.consumer()))
                    .description("Records between the committed offsets and the end of the topics")
                    .tag("consumer", group.consumer()).register(meters);
        }
    }

    /** By consumer, sorted by its name; one that is not known is absent. */
    Map<String, Long> lags() {
        return new TreeMap<>(lags);
    }

    @Repeated(value = "consumer-lag", pauseMillis = 5_000)
    synchronized void sample() {
        try {
            for (var group : groups) {
                lags.put(group.consumer(), lag(admin(), group));
            }
        } catch (ExecutionException | KafkaException e) {
            LOG.debug("Kafka does not say how far consumers are", e);
            lags.clear();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Admin admin() {
        var open = admin.orElseGet(() -> kafka.admin(TIMEOUT_MILLIS));
        admin = Optional.of(open);
        return open;
    }

    private static long lag(Admin admin, ConsumerGroup group) throws ExecutionException, InterruptedException {
        var committed = admin.listConsumerGroupOffsets(group.group()).partitionsToOffsetAndMetadata().get();
        var partitions = admin.describeTopics(group.topics()).allTopicNames().get().values().stream().flatMap(
                topic -> topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition())))
                .toList();
        var ends = offsets(admin, partitions, OffsetSpec.latest());
        var begins = offsets(admin, partitions, OffsetSpec.earliest());
        long lag = 0;
        for (var partition : partitions) {
            var next = committed.get(partition);
            long from = next == null ? begins.getOrDefault(partition, 0L) : next.offset();
            lag += Math.max(0, ends.getOrDefault(partition, from) - from);
        }
        return lag;
    }

    private static Map<TopicPartition, Long> offsets(Admin admin, List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        var asked = partitions.stream().collect(Collectors.toMap(Function.identity(), _ -> which));
        var answered = admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
        return answered.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> offset(e.getValue())));
    }

    private static long offset(ListOffsetsResultInfo answer) {
        return answer.offset();
    }

    @Override
    public synchronized void close() {
        admin.ifPresent(Admin::close);
    }
}
