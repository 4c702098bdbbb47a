package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TopicReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What a plain read-committed consumer finds in the public topics. */
final class TopicStory {

    private TopicStory() {}

    /** On each ordered topic the facts of a key are numbered 1, 2, 3 … in log order; no fact is there twice (R27). */
    static void isGaplessAndFreeOfRepeats(Map<String, Object> kafka) {
        Set<String> ids = new HashSet<>();
        Topic.audited().forEach(topic -> {
            Map<String, Long> last = new HashMap<>();
            for (var record : TopicReader.readAll(kafka, topic.topicName())) {
                assertThat(ids.add(header(record, "ce_id"))).as("%s at %d is there twice", topic, record.offset())
                        .isTrue();
                if (topic.ordered()) {
                    long expected = last.merge(record.key(), 1L, Long::sum);
                    assertThat(header(record, "ce_sequence")).as("%s, key %s, offset %d", topic, record.key(),
                            record.offset()).isEqualTo("%019d".formatted(expected));
                }
            }
        });
    }

    /** Names of the facts of a key, in log order. */
    static List<String> of(Map<String, Object> kafka, Topic topic, String key) {
        return TopicReader.readAll(kafka, topic.topicName()).stream().filter(r -> key.equals(r.key()))
                .map(r -> header(r, "ce_type")).toList();
    }

    /** Number of facts of each key. */
    static Map<String, Long> counts(Map<String, Object> kafka, Topic topic) {
        return TopicReader.readAll(kafka, topic.topicName()).stream()
                .collect(Collectors.groupingBy(ConsumerRecord::key, TreeMap::new, Collectors.counting()));
    }

    /** Keys of an organisation in a compacted topic whose newest record is no tombstone. */
    static Set<String> kept(Map<String, Object> kafka, Topic topic, UUID organisation) {
        var kept = new TreeSet<String>();
        for (var record : TopicReader.readAll(kafka, topic.topicName())) {
            if (header(record, "ce_organisationid").equals(organisation.toString())) {
                var _ = record.value() == null ? kept.remove(record.key()) : kept.add(record.key());
            }
        }
        return kept;
    }

    /** Number of records in the audited topics. */
    static long size(Map<String, Object> kafka) {
        return Topic.audited().mapToLong(t -> TopicReader.readAll(kafka, t.topicName()).size()).sum();
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        assertThat(header).as("header %s", name).isNotNull();
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
