package com.scrydon.scim.eventlog.lag;

import java.util.List;

/**
 * A consumer of a service and the group it is a member of.
 *
 * @param consumer its name in metrics and health
 * @param group the group whose committed offsets it follows
 * @param topics names of the topics it reads
 */
public record ConsumerGroup(String consumer, String group, List<String> topics) {

    public ConsumerGroup {
        topics = List.copyOf(topics);
    }
}
