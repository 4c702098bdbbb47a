package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.intake.PartitionIndexing.Added;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/** What this instance indexed since it started. */
@Component
public class IntakeCounters {

    private final AtomicLong records = new AtomicLong();
    private final AtomicLong undecodable = new AtomicLong();
    private final Map<String, Long> lastOffsets = new ConcurrentHashMap<>();

    /** Registers {@code scim.audit.indexed} and {@code scim.audit.undecodable}: records of this instance since it started. */
    IntakeCounters(MeterRegistry meters) {
        var _ = FunctionCounter.builder("scim.audit.indexed", records, AtomicLong::doubleValue).register(meters);
        var _ = FunctionCounter.builder("scim.audit.undecodable", undecodable, AtomicLong::doubleValue)
                .register(meters);
    }

    void indexed(TopicPartition partition, long lastOffset, Added added) {
        records.addAndGet(added.records());
        undecodable.addAndGet(added.undecodable());
        lastOffsets.put(partition.toString(), lastOffset);
    }

    /** Records added to the index. */
    public long records() {
        return records.get();
    }

    /** Records kept raw because they could not be decoded. */
    public long undecodable() {
        return undecodable.get();
    }

    /** The last offset by partition, sorted by its name. */
    public Map<String, Long> lastOffsets() {
        return new TreeMap<>(lastOffsets);
    }
}
