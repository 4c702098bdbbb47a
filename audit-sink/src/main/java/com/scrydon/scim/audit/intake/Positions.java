package com.scrydon.scim.audit.intake;

import com.scrydon.scim.eventlog.consumers.PositionSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where to read on: behind the head of each chain, not where Kafka's committed offsets say. A topic made anew is read
 * from its beginning, and its chain goes on from the old head.
 */
final class Positions implements PositionSource {

    private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

    private final ChainHeads heads;
    private final TopicIds ids;
    private final Map<String, String> known = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> readTo = new ConcurrentHashMap<>();

    Positions(ChainHeads heads, TopicIds ids) {
        this.heads = heads;
        this.ids = ids;
    }

    @Override
    public Map<TopicPartition, Long> nextOffsets(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return Map.of();
        }
        known.putAll(ids.of(partitions.stream().map(TopicPartition::topic).collect(Collectors.toSet())));
        var stored = heads.all();
        Map<TopicPartition, Long> next = new HashMap<>();
        for (var partition : partitions) {
            var head = Optional.ofNullable(stored.get(partition));
            head.filter(h -> sameTopic(partition, h)).ifPresent(h -> next.put(partition, h.lastOffset() + 1));
            readTo.put(partition, next.getOrDefault(partition, ChainHead.NOTHING_READ + 1) - 1);
        }
        return next;
    }

    /** The id of a topic whose partitions were assigned. */
    String topicId(String topic) {
        return Optional.ofNullable(known.get(topic))
                .orElseThrow(() -> new IllegalStateException(topic + " delivers but was never assigned"));
    }

    /** Offset of the last record that this process indexed, or behind which it began to read. */
    long readTo(TopicPartition partition) {
        return readTo.getOrDefault(partition, ChainHead.NOTHING_READ);
    }

    void indexed(TopicPartition partition, long offset) {
        readTo.merge(partition, offset, Math::max);
    }

    private boolean sameTopic(TopicPartition partition, ChainHead head) {
        var same = head.topicId().equals(topicId(partition.topic()));
        if (!same) {
            LOG.warn("{} was made anew: read from its beginning, the chain goes on from its {} records", partition,
                    head.length());
        }
        return same;
    }
}
