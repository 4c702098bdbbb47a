package com.scrydon.scim.audit.intake;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Kafka's ids of topics: a topic that was deleted and made anew has another one. */
@FunctionalInterface
interface TopicIds {

    /**
     * Ids by topic name.
     *
     * @throws KafkaException if a topic does not exist or the brokers do not answer
     */
    Map<String, String> of(Collection<String> topics);

    /** Asks the cluster each time. */
    static TopicIds fromCluster(Supplier<Admin> admins) {
        return topics -> {
            try (var admin = admins.get()) {
                return admin.describeTopics(topics).allTopicNames().get().entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().topicId().toString()));
            } catch (ExecutionException e) {
                throw new KafkaException("topics cannot be described: " + e.getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while describing topics", e);
            }
        };
    }
}
