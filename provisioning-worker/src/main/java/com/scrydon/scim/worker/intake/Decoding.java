package com.scrydon.scim.worker.intake;

import com.scrydon.scim.eventlog.codec.FactCodec;
import java.util.Optional;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;

/** Reads records of any content. */
public final class Decoding {

    private Decoding() {}

    /**
     * The record's fact.
     *
     * @throws SerializationException if it has none that can be read; trying again would not help
     * @throws RuntimeException otherwise if the schema could not be asked for: try again
     */
    public static <T extends SpecificRecord> T decode(FactCodec codec, ConsumerRecord<String, byte[]> record,
            Class<T> type) {
        if (record.value() == null) {
            throw new SerializationException("the record has no value");
        }
        return codec.decode(record.value(), type);
    }

    /** The id that is the record's key; empty if it is none. */
    public static Optional<UUID> key(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.ofNullable(record.key()).map(UUID::fromString);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
