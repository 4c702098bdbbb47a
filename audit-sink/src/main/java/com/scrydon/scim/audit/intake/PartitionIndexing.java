package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.index.AuditEntry;
import com.scrydon.scim.audit.index.FactReader.Reading;
import com.scrydon.scim.eventlog.failpoints.Failpoints;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** One transaction for the records of one partition: lock the head, chain and insert what is missing, advance the head. */
@Component
class PartitionIndexing {

    private final TransactionOperations transactions;
    private final ChainHeads heads;
    private final RecordStore records;
    private final NameStore names;
    private final Clock clock;

    PartitionIndexing(TransactionOperations transactions, ChainHeads heads, RecordStore records, NameStore names,
            Clock clock) {
        this.transactions = transactions;
        this.heads = heads;
        this.records = records;
        this.names = names;
        this.clock = clock;
    }

    /** What a transaction added. */
    record Added(int records, int undecodable) {

        Added plus(Added more) {
            return new Added(records + more.records, undecodable + more.undecodable);
        }
    }

    /** Indexes what the chain does not hold yet; the same records again add nothing. */
    Added index(TopicPartition partition, String topicId, List<ReadRecord> read) {
        return transactions.execute(tx -> {
            var appended = Chaining.append(heads.lock(partition, topicId), topicId, read);
            if (appended.records().isEmpty()) {
                return new Added(0, 0);
            }
            var added = insert(partition, topicId, appended.records());
            heads.advance(partition, appended.head());
            Failpoints.reach(Failpoints.AUDIT_BEFORE_COMMIT);
            return added;
        });
    }

    private Added insert(TopicPartition partition, String topicId, List<ChainedRecord> chained) {
        List<RecordRow> decoded = new ArrayList<>(chained.size());
        List<UndecodableRow> undecodable = new ArrayList<>();
        for (var record : chained) {
            switch (record.read().reading()) {
                case Reading.Entry(var entry) -> decoded.add(new RecordRow(entry, record));
                case Reading.Undecodable(var cause) -> undecodable.add(new UndecodableRow(cause, record));
            }
        }
        var now = clock.instant();
        records.insert(partition, topicId, named(decoded), now);
        records.insertUndecodable(partition, topicId, undecodable, now);
        return new Added(decoded.size(), undecodable.size());
    }

    private List<RecordRow> named(List<RecordRow> rows) {
        List<AuditEntry> entries = rows.stream().map(RecordRow::entry).toList();
        var found = names.namesFor(entries);
        return rows.stream().map(r -> new RecordRow(r.entry().named(found), r.chained())).toList();
    }
}
