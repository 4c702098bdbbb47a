package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.judging.Judged;
import com.scrydon.scim.audit.judging.Judgement;
import com.scrydon.scim.audit.judging.ReadRecord;
import com.scrydon.scim.eventlog.consumers.BatchHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Facts into the index (R31, R33). Strictly forward: nothing is skipped, nothing parked. A failure of the infrastructure
 * is the consumer's to retry; a record whose content Postgres does not take is kept raw, so that it blocks nobody.
 */
final class Intake implements BatchHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final Judgement judgement;
    private final Positions positions;
    private final PartitionIndexing indexing;
    private final MonthPartitions months;
    private final IntakeCounters counters;

    Intake(Judgement judgement, Positions positions, PartitionIndexing indexing, MonthPartitions months,
            IntakeCounters counters) {
        this.judgement = judgement;
        this.positions = positions;
        this.indexing = indexing;
        this.months = months;
        this.counters = counters;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        months.ensureAhead();
        Map<TopicPartition, List<Judged>> byPartition = new LinkedHashMap<>();
        for (var record : batch) {
            byPartition.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), p -> new ArrayList<>())
                    .add(judgement.judge(record));
        }
        byPartition.forEach(this::index);
    }

    private void index(TopicPartition partition, List<Judged> records) {
        var topicId = positions.topicId(partition.topic());
        Added added;
        try {
            added = index(partition, topicId, records);
        } catch (RuntimeException e) {
            if (DataFailures.cause(e).isEmpty()) {
                throw e;
            }
            added = oneByOne(partition, topicId, records);
        }
        counters.indexed(partition, records.getLast().source().offset(), added);
    }

    /** Finds the record at fault: each in a transaction of its own, in the same order. */
    private Added oneByOne(TopicPartition partition, String topicId, List<Judged> records) {
        var sum = Added.NOTHING;
        for (var record : records) {
            sum = sum.plus(alone(partition, topicId, record));
        }
        return sum;
    }

    private Added alone(TopicPartition partition, String topicId, Judged record) {
        try {
            return index(partition, topicId, List.of(record));
        } catch (RuntimeException e) {
            if (!(record instanceof ReadRecord fact)) {
                throw e;
            }
            var cause = DataFailures.cause(e).orElseThrow(() -> e);
            LOG.error("{} offset {} is kept raw: {}", partition, record.source().offset(), cause);
            return index(partition, topicId, List.of(fact.asUndecodable(cause)));
        }
    }

    private Added index(TopicPartition partition, String topicId, List<Judged> records) {
        var added = indexing.index(partition, topicId, positions.readTo(partition), records);
        positions.indexed(partition, records.getLast().source().offset());
        return added;
    }
}
