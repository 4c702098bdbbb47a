package com.scrydon.scim.audit.judging;

import com.scrydon.scim.audit.entries.FactReader.Reading;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record of the log that is ours, and what could be read from it.
 *
 * @param number place in the story of its key, as its MAC says; empty on an unordered topic
 */
public record ReadRecord(ConsumerRecord<String, byte[]> source, Optional<Long> number,
        Reading reading) implements Judged {

    /** The same record, kept raw: the index does not take its content. */
    public ReadRecord asUndecodable(String cause) {
        return new ReadRecord(source, number, new Reading.Undecodable(cause));
    }

    public byte[] rawOrEmpty() {
        return source.value() == null ? new byte[0] : source.value();
    }
}
