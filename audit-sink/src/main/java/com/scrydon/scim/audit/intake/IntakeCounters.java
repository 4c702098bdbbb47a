package com.scrydon.scim.audit.intake;

import com.scrydon.scim.eventlog.authenticity.RareWarnings;
import com.scrydon.scim.eventlog.authenticity.Untrue;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What this instance took from the log since it started, and what it alarms about. */
@Component
public class IntakeCounters {

    private static final Logger LOG = LoggerFactory.getLogger(IntakeCounters.class);

    private final Counter records;
    private final Counter undecodable;
    private final Counter duplicates;
    private final Map<Untrue, Counter> untrue;
    private final Counter gaps;
    private final Map<String, Long> lastOffsets = new ConcurrentHashMap<>();
    private final RareWarnings warnings = new RareWarnings(LOG);

    /** Registers {@code scim.audit.indexed}, {@code undecodable}, {@code duplicates}, {@code untrue} and {@code gaps}. */
    IntakeCounters(MeterRegistry meters) {
        records = meters.counter("scim.audit.indexed");
        undecodable = meters.counter("scim.audit.undecodable");
        duplicates = meters.counter("scim.audit.duplicates");
        untrue = Arrays.stream(Untrue.values()).collect(Collectors.toMap(reason -> reason,
                reason -> meters.counter("scim.audit.untrue", "reason", reason.word()), (a, _) -> a,
                () -> new EnumMap<>(Untrue.class)));
        gaps = meters.counter("scim.audit.gaps");
    }

    void indexed(TopicPartition partition, long lastOffset, Added added) {
        admitted(added);
        lastOffsets.put(partition.toString(), lastOffset);
        if (!added.untrue().isEmpty()) {
            warnings.warn("untrue", added.untrue().size(),
                    "records are not known to be ours and are kept apart, the last up to "
                            + partition + " offset " + lastOffset + ": " + added.untrue().getLast().word());
        }
        if (added.duplicates() > 0) {
            warnings.warn("duplicates", added.duplicates(),
                    "facts came again and are no second records, the last up to "
                            + partition + " offset " + lastOffset);
        }
        warnOf(partition.topic(), added.stories());
    }

    /** Of records that were read before. */
    void admitted(Added added) {
        records.increment(added.records());
        undecodable.increment(added.undecodable());
        duplicates.increment(added.duplicates());
        untrue.forEach((reason, counter) -> counter.increment(
                (double) added.untrue().stream().filter(reason::equals).count()));
        gaps.increment((double) added.stories().stream().filter(Added.Story::grew).count());
    }

    private void warnOf(String topic, List<Added.Story> stories) {
        var grown = stories.stream().filter(Added.Story::grew).toList();
        if (!grown.isEmpty()) {
            warnings.warn("gaps", grown.size(),
                    "keys miss numbers, the last " + grown.getLast().key() + " of " + topic + ": "
                            + grown.getLast().missing());
        }
    }

    /** Records added to the index. */
    public long records() {
        return (long) records.count();
    }

    /** Records kept raw because they could not be decoded. */
    public long undecodable() {
        return (long) undecodable.count();
    }

    /** Facts that were in the index already. */
    public long duplicates() {
        return (long) duplicates.count();
    }

    /** Records that are not known to be ours, by why; without those of which there are none. */
    public Map<String, Long> untrue() {
        return untrue.entrySet().stream().filter(e -> e.getValue().count() > 0).collect(Collectors
                .toMap(e -> e.getKey().word(), e -> (long) e.getValue().count(), (a, _) -> a, TreeMap::new));
    }

    /** The last offset by partition, sorted by its name. */
    public Map<String, Long> lastOffsets() {
        return new TreeMap<>(lastOffsets);
    }
}
