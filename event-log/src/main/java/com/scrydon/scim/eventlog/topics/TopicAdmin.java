package com.scrydon.scim.eventlog.topics;

import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Makes the declared topics and holds their partition counts to the declaration. Never shrinks, never deletes. */
public final class TopicAdmin {

    private final Admin admin;
    private final PartitionScale scale;

    public TopicAdmin(Admin admin, PartitionScale scale) {
        this.admin = admin;
        this.scale = scale;
    }

    /** Creates what is missing; what exists is left as it is. */
    public void createMissing(short replicationFactor) {
        var topics = Arrays.stream(Topic.values()).map(t -> new NewTopic(t.topicName(), t.partitions(scale),
                replicationFactor).configs(t.configuration())).toList();
        admin.createTopics(topics).values().forEach((name, made) -> {
            try {
                made.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new KafkaException("cannot create topic " + name, e.getCause());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while creating topic " + name, e);
            }
        });
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
                return topic.topicName() + " does not exist";
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

        WrongPartitionsException(List<String> complaints) {
            super("topics differ from their declaration: " + String.join("; ", complaints)
                    + ". Set scim.topics to what exists, or run the deploy step for missing topics.");
        }
    }
}
