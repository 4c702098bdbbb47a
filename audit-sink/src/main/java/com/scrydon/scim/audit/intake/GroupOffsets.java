package com.scrydon.scim.audit.intake;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives a group a committed offset wherever it has none, before a member joins. Under the new protocol (KIP-848) the
 * consumer of Kafka 4.2 looks for committed offsets while the callback that seeks is still running, and without any, with
 * {@code auto.offset.reset=none}, it fails before the callback has spoken. The offsets are never read from: the callback
 * seeks behind the head of each chain before the first fetch.
 */
final class GroupOffsets {

    private final Admin admin;
    private final String group;

    GroupOffsets(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /**
     * Commits the beginning where nothing is committed.
     *
     * @throws KafkaException if the brokers do not answer, or a topic is missing
     */
    void fillIn(Collection<String> topics) {
        try {
            var committed = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
            Map<TopicPartition, OffsetAndMetadata> missing = new HashMap<>();
            partitions(topics).stream().filter(p -> committed.get(p) == null)
                    .forEach(p -> missing.put(p, new OffsetAndMetadata(0)));
            if (!missing.isEmpty()) {
                admin.alterConsumerGroupOffsets(group, missing).all().get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException("offsets of the group " + group + " cannot be set: " + e.getMessage(),
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while setting offsets of the group " + group, e);
        }
    }

    private List<TopicPartition> partitions(Collection<String> topics)
            throws ExecutionException, InterruptedException {
        return admin.describeTopics(topics).allTopicNames().get().values().stream()
                .flatMap(t -> t.partitions().stream().map(p -> new TopicPartition(t.name(), p.partition()))).toList();
    }
}
