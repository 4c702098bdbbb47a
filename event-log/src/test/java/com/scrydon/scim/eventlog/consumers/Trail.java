package com.scrydon.scim.eventlog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What the consumers of a test handled, in the order in which they did. */
final class Trail {

    private record Step(String who, TopicPartition partition, long offset) {}

    private final List<Step> steps = new ArrayList<>();

    synchronized void handled(String who, List<ConsumerRecord<String, byte[]>> batch) {
        batch.forEach(r -> steps.add(new Step(who, new TopicPartition(r.topic(), r.partition()), r.offset())));
    }

    /** Who handled something. */
    synchronized Set<String> workers() {
        return steps.stream().map(Step::who).collect(Collectors.toSet());
    }

    synchronized List<Long> offsets(TopicPartition partition) {
        return steps.stream().filter(step -> step.partition.equals(partition)).map(Step::offset).toList();
    }

    private synchronized Set<Long> offsets(String who, TopicPartition partition) {
        return steps.stream().filter(step -> step.who.equals(who) && step.partition.equals(partition))
                .map(Step::offset).collect(Collectors.toSet());
    }

    synchronized void forget() {
        steps.clear();
    }

    /** Each record from the first on, up to these ends, whoever handled it and however often. */
    void assertAllBy(Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> assertThat(offsets(partition)).as("%s", partition)
                .containsAll(LongStream.range(0, end).boxed().toList()));
    }

    /** The same, by this one. */
    void assertAllBy(String who, Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> assertThat(offsets(who, partition)).as("%s by %s", partition, who)
                .containsAll(LongStream.range(0, end).boxed().toList()));
    }

    /** No record was handled before all before it in its partition had been. */
    synchronized void assertNoneWasOvertaken() {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (var step : steps) {
            long expected = next.getOrDefault(step.partition, 0L);
            assertThat(step.offset).as("%s", step).isLessThanOrEqualTo(expected);
            next.put(step.partition, Math.max(expected, step.offset + 1));
        }
    }

    /** Each record between these places once, in the order of the log. */
    void assertEachOnceInOrder(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        ends.forEach((partition, end) -> assertThat(offsets(partition)).as("%s", partition)
                .containsExactlyElementsOf(LongStream.range(from.getOrDefault(partition, 0L), end).boxed().toList()));
    }
}
