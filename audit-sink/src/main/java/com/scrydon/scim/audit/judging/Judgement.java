package com.scrydon.scim.audit.judging;

import com.scrydon.scim.audit.entries.FactReader;
import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.Truth;
import com.scrydon.scim.eventlog.authenticity.Untrue;
import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Utils;

/** Tells facts from what anybody may have written, and reads only the former. */
public final class Judgement {

    private final FactMac macs;
    private final FactReader reader;
    private final PartitionScale scale;

    public Judgement(FactMac macs, FactReader reader, PartitionScale scale) {
        this.macs = macs;
        this.reader = reader;
        this.scale = scale;
    }

    /**
     * What the record is worth.
     *
     * @throws RuntimeException if a schema could not be asked for: try again
     */
    public Judged judge(ConsumerRecord<String, byte[]> record) {
        return switch (macs.verify(record)) {
            case Truth.True _ when !isWhereItsKeyBelongs(record) -> new UntrueRecord(record, Untrue.WRONG_PARTITION);
            case Truth.True(var number) ->
                new ReadRecord(record, number, reader.read(record.topic(), record.value()));
            case Truth.False(var reason) -> new UntrueRecord(record, reason);
        };
    }

    /**
     * Where the producers of the relays put it. A copy elsewhere would be indexed at the same time as the fact itself, by another
     * sink, and neither would see the other: one chain must decide whether a fact is there already.
     */
    private boolean isWhereItsKeyBelongs(ConsumerRecord<String, byte[]> record) {
        var topic = Topic.named(record.topic());
        if (topic.isEmpty() || record.key() == null) {
            return false;
        }
        int hash = Utils.toPositive(Utils.murmur2(record.key().getBytes(StandardCharsets.UTF_8)));
        return hash % topic.get().partitions(scale) == record.partition();
    }
}
