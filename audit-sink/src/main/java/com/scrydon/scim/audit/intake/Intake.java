package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.index.FactReader;
import com.scrydon.scim.audit.intake.PartitionIndexing.Added;
import com.scrydon.scim.eventlog.consumers.BatchHandler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Facts into the index (R31, R33). Strictly forward: nothing is skipped, nothing parked. A failure of the infrastructure
 * is the consumer's to retry; a record whose content Postgres does not take is kept raw, so that it blocks nobody.
 */
final class Intake implements BatchHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

    private final FactReader reader;
    private final Positions positions;
    private final PartitionIndexing indexing;
    private final MonthPartitions months;
    private final IntakeCounters counters;

    Intake(FactReader reader, Positions positions, PartitionIndexing indexing, MonthPartitions months,
            IntakeCounters counters) {
        this.reader = reader;
        this.positions = positions;
        this.indexing = indexing;
        this.months = months;
        this.counters = counters;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        months.ensureAhead();
        Map<TopicPartition, List<ReadRecord>> byPartition = new LinkedHashMap<>();
        for (var record : batch) {
            var read = new ReadRecord(record, reader.read(record.topic(), record.value()));
            byPartition.computeIfAbsent(new TopicPartition(record.topic(), record.partition()), p -> new ArrayList<>())
                    .add(read);
        }
        byPartition.forEach(this::index);
    }

    private void index(TopicPartition partition, List<ReadRecord> records) {
        var topicId = positions.topicId(partition.topic());
        Added added;
        try {
            added = indexing.index(partition, topicId, records);
        } catch (DataAccessException e) {
            if (!DataFailures.is(e)) {
                throw e;
            }
            added = oneByOne(partition, topicId, records);
        }
        counters.indexed(partition, records.getLast().source().offset(), added);
    }

    /** Finds the record at fault: each in a transaction of its own, in the same order. */
    private Added oneByOne(TopicPartition partition, String topicId, List<ReadRecord> records) {
        var sum = new Added(0, 0);
        for (var record : records) {
            sum = sum.plus(alone(partition, topicId, record));
        }
        return sum;
    }

    private Added alone(TopicPartition partition, String topicId, ReadRecord record) {
        try {
            return indexing.index(partition, topicId, List.of(record));
        } catch (DataAccessException e) {
            if (!DataFailures.is(e)) {
                throw e;
            }
            var cause = "the index does not take its content: " + e.getMostSpecificCause().getMessage();
            LOG.error("{} offset {} is kept raw: {}", partition, record.source().offset(), cause);
            return indexing.index(partition, topicId, List.of(record.asUndecodable(cause)));
        }
    }
}
