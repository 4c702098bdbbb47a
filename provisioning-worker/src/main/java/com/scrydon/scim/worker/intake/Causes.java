package com.scrydon.scim.worker.intake;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.RareWarnings;
import com.scrydon.scim.eventlog.authenticity.Truth;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.ProvisioningTask;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What a record gives as the cause of a recomputation. Whoever wrote it, it wakes us up: the store says what is true, and no
 * mis-set ring may stop a deactivation. But what it says of itself goes into facts of ours, so it is believed only where its MAC
 * holds (R36d).
 */
@Component
public class Causes {

    private static final Logger LOG = LoggerFactory.getLogger(Causes.class);

    private final FactMac macs;
    private final Counter untrue;
    private final RareWarnings warnings = new RareWarnings(LOG);

    /** Registers {@code scim.worker.untrue}: records whose MAC did not hold. */
    public Causes(FactMac macs, MeterRegistry meters) {
        this.macs = macs;
        this.untrue = meters.counter("scim.worker.untrue");
    }

    public Cause of(ConsumerRecord<String, byte[]> record, FactHeader header) {
        return believed(record, () -> Cause.of(header));
    }

    public Cause of(ConsumerRecord<String, byte[]> record, ProvisioningTask task) {
        return believed(record, () -> Cause.of(task));
    }

    private Cause believed(ConsumerRecord<String, byte[]> record, Supplier<Cause> said) {
        return switch (macs.verify(record)) {
            case Truth.True _ -> said.get();
            case Truth.False(var reason) -> {
                untrue.increment();
                warnings.warn("untrue", 1,
                        "records are not known to be ours; what they name is recomputed, what they say is "
                                + "not believed; the last " + record.topic() + "-" + record.partition() + " offset "
                                + record.offset() + ": " + reason.word());
                yield Cause.untrue(record);
            }
        };
    }
}
