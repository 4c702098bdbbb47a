package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.entries.AuditEntry;
import com.scrydon.scim.audit.entries.FactReader.Reading;
import com.scrydon.scim.audit.judging.Judged;
import com.scrydon.scim.audit.judging.KnownEvents;
import com.scrydon.scim.audit.judging.ReadRecord;
import com.scrydon.scim.audit.judging.UntrueRecord;
import com.scrydon.scim.audit.judging.UntrueRecords;
import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.eventlog.outbox.Outbox;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * One transaction for the records of one partition: lock the head, chain and insert what is missing, advance the head. Fails while
 * the write gate is closed: what is indexed in an older Postgres is lost with it.
 */
@Component
class PartitionIndexing {

    private final TransactionOperations transactions;
    private final ChainHeads heads;
    private final RecordStore records;
    private final NameStore names;
    private final KnownEvents known;
    private final Stories stories;
    private final UntrueRecords untrue;
    private final Outbox outbox;
    private final Clock clock;

    PartitionIndexing(TransactionOperations transactions, ChainHeads heads, RecordStore records, NameStore names,
            KnownEvents known, Stories stories, UntrueRecords untrue, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.heads = heads;
        this.records = records;
        this.names = names;
        this.known = known;
        this.stories = stories;
        this.untrue = untrue;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Indexes facts that are not there yet and keeps the rest apart; the same records again add nothing.
     *
     * @param readTo the chain must reach at least so far: these records were read on from there
     * @throws IllegalStateException if it does not, in a Postgres that has lost records: they must be read again first
     */
    Added index(TopicPartition partition, String topicId, long readTo, List<Judged> judged) {
        return transactions.execute(tx -> {
            var head = heads.lock(partition, topicId);
            if (head.lastOffsetOf(topicId) < readTo) {
                throw new IllegalStateException(partition + " was read up to offset " + readTo
                        + ", its chain ends at " + head.lastOffsetOf(topicId) + ": Postgres has lost what is between");
            }
            outbox.requireOpen();
            var missing = judged.stream().filter(r -> !head.holds(topicId, r.source().offset())).toList();
            if (missing.isEmpty()) {
                return Added.NOTHING;
            }
            var facts = missing.stream().filter(ReadRecord.class::isInstance).map(ReadRecord.class::cast).toList();
            var others = missing.stream().filter(UntrueRecord.class::isInstance).map(UntrueRecord.class::cast).toList();
            var appended = append(partition, topicId, head, facts);
            untrue.keep(partition, topicId, others, clock.instant());
            heads.advance(partition, appended.head().readTo(topicId, missing.getLast().source().offset()));
            Failpoints.reach(Failpoints.AUDIT_BEFORE_COMMIT);
            return appended.added().plus(
                    new Added(0, 0, 0, others.stream().map(UntrueRecord::reason).toList(), List.of()));
        });
    }

    /** Indexes what was kept apart and turned out to be a fact, at the end of its chain as it is now. */
    Added admit(UntrueRecords.Kept kept, ReadRecord fact) {
        return transactions.execute(tx -> {
            var partition = new TopicPartition(kept.source().topic(), kept.source().partition());
            var head = heads.lock(partition, kept.topicId());
            outbox.requireOpen();
            if (!untrue.remove(kept)) {
                return Added.NOTHING;
            }
            var appended = append(partition, kept.topicId(), head, List.of(fact));
            heads.advance(partition, appended.head());
            return appended.added();
        });
    }

    private record Appended(Added added, ChainHead head) {}

    private Appended append(TopicPartition partition, String topicId, ChainHead head, List<ReadRecord> facts) {
        var fresh = known.newOf(facts, clock.instant());
        var chained = Chaining.append(head, topicId, fresh);
        var inserted = insert(partition, topicId, chained.records());
        var changed = stories.note(partition.topic(), fresh);
        return new Appended(inserted.plus(new Added(0, 0, facts.size() - fresh.size(), List.of(), changed)),
                chained.head());
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
        return new Added(decoded.size(), undecodable.size(), 0, List.of(), List.of());
    }

    private List<RecordRow> named(List<RecordRow> rows) {
        List<AuditEntry> entries = rows.stream().map(RecordRow::entry).toList();
        var found = names.namesFor(entries);
        return rows.stream().map(r -> new RecordRow(r.entry().named(found), r.chained())).toList();
    }
}
