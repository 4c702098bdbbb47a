package com.scrydon.scim.worker.intake;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Records that no fact of ours looks like, one of each kind. */
public final class OddRecords {

    private OddRecords() {}

    /**
     * All kinds, at offsets 0, 1, 2 …
     *
     * @param key a good key, for those whose value is odd
     * @param wrongType a good record of another type than the topic's
     */
    @SuppressWarnings("NullAway") // Kafka's own records hold null where a record has no key or no value
    public static List<ConsumerRecord<String, byte[]>> of(String topic, String key, byte[] wrongType) {
        var unknownSchema = wrongType.clone();
        if (unknownSchema.length > 4) {
            unknownSchema[1] = 0x7f;
        }
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        for (var value : new byte[][]{null, {}, {0}, {1, 2, 3, 4, 5, 6}, wrongType, unknownSchema,
            new byte[2 * 1024 * 1024]}) {
            records.add(new ConsumerRecord<>(topic, 0, records.size(), key, value));
        }
        for (var odd : new String[]{null, "", "not a uuid", "nul \0 in it", "k".repeat(100_000)}) {
            records.add(new ConsumerRecord<>(topic, 0, records.size(), odd, null));
        }
        return records;
    }
}
