package com.scrydon.scim.eventlog.topics;

import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the declared topics and holds their partition counts to the declaration. Never shrinks, never deletes. */
public final class TopicAdmin {

    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(200);

    private static final String MISSING = " does not exist";

    private final Admin admin;
    private final PartitionScale scale;

    public TopicAdmin(Admin admin, PartitionScale scale) {
        this.admin = admin;
        this.scale = scale;
    }

    /**
     * Creates what is missing; what exists is left as it is. Brokers that do not count yet (just started, or fenced because
     * they were slow to send a heartbeat) are waited for.
     *
     * @param patience how long to wait for as many brokers as the replication factor asks for
     * @throws KafkaException if a topic cannot be made
     */
    public void createMissing(short replicationFactor, Duration patience) {
        var topics = Arrays.stream(Topic.values()).map(t -> new NewTopic(t.topicName(), t.partitions(scale),
                replicationFactor).configs(t.configuration())).toList();
        long until = System.nanoTime() + patience.toNanos();
        while (!created(topics, System.nanoTime() - until < 0)) {
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    /** False if there are too few brokers and that may change. */
    private boolean created(List<NewTopic> topics, boolean mayChange) {
        for (var topic : admin.createTopics(topics).values().entrySet()) {
            try {
                topic.getValue().get();
            } catch (ExecutionException e) {
                if (mayChange && e.getCause() instanceof InvalidReplicationFactorException) {
                    return false;
                }
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new KafkaException("cannot create topic " + topic.getKey(), e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while creating topic " + topic.getKey(), e);
            }
        }
        return true;
    }

    /**
     * Compares partition counts with the declaration; answers Kafka's ids of the topics by name. A topic that was deleted
     * and made anew has another id.
     *
     * @throws WrongPartitionsException if a topic is missing or its count differs: keys would lose their order
     * @throws KafkaException if the brokers cannot be asked
     */
    public Map<String, String> check() {
        var names = Arrays.stream(Topic.values()).map(Topic::topicName).toList();
        var described = admin.describeTopics(names).topicNameValues();
        var wrong = Arrays.stream(Topic.values()).map(t -> complaint(t, described)).filter(c -> !c.isEmpty()).toList();
        if (!wrong.isEmpty()) {
            throw new WrongPartitionsException(wrong);
        }
        return names.stream().collect(Collectors.toMap(name -> name, name -> id(described, name)));
    }

    /**
     * The same as {@link #check} for topics that were made just now: a broker hears of them from its controller, a moment later.
     *
     * @param patience how long to wait for that
     */
    public void awaitAll(Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        while (!agrees(System.nanoTime() - until < 0)) {
            LockSupport.parkNanos(BETWEEN_ATTEMPTS.toNanos());
        }
    }

    private boolean agrees(boolean mayChange) {
        try {
            return !check().isEmpty();
        } catch (WrongPartitionsException e) {
            if (mayChange && e.isOnlyMissing()) {
                return false;
            }
            throw e;
        }
    }

    @SuppressWarnings("NullAway") // every name asked for has its future
    private static String id(Map<String, KafkaFuture<TopicDescription>> described, String name) {
        return described.get(name).resultNow().topicId().toString();
    }

    private String complaint(Topic topic, Map<String, KafkaFuture<TopicDescription>> described) {
        try {
            @SuppressWarnings("NullAway") // every name asked for has its future
            int found = described.get(topic.topicName()).get().partitions().size();
            int declared = topic.partitions(scale);
            return found == declared
                    ? ""
                    : topic.topicName() + " has " + found + " partitions, declared are " + declared;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return topic.topicName() + MISSING;
            }
            throw new KafkaException("cannot describe " + topic.topicName(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while describing " + topic.topicName(), e);
        }
    }

    /** Topics and declaration differ; a service must not start. */
    public static final class WrongPartitionsException extends IllegalStateException {

        private static final long serialVersionUID = 1L;

        private final boolean onlyMissing;

        WrongPartitionsException(List<String> complaints) {
            super("topics differ from their declaration: " + String.join("; ", complaints)
                    + ". Set scim.topics to what exists, or run the deploy step for missing topics.");
            onlyMissing = complaints.stream().allMatch(complaint -> complaint.endsWith(MISSING));
        }

        private boolean isOnlyMissing() {
            return onlyMissing;
        }
    }
}
