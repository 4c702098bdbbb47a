package com.scrydon.scim.eventlog.consumers;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where to read on, for a consumer whose own store knows better than Kafka's committed offsets. Asked again after every failure:
 * the store may have lost what was handled.
 */
@FunctionalInterface
public interface PositionSource {

    /** The next offset of each of the partitions; one that is absent starts at the beginning of the log. */
    Map<TopicPartition, Long> nextOffsets(Collection<TopicPartition> partitions);
}
