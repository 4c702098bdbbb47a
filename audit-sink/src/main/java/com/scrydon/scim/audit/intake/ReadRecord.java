package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.index.FactReader.Reading;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the log and what could be read from it. */
record ReadRecord(ConsumerRecord<String, byte[]> source, Reading reading) {

    /** The same record, kept raw: the index does not take its content. */
    ReadRecord asUndecodable(String cause) {
        return new ReadRecord(source, new Reading.Undecodable(cause));
    }

    byte[] rawOrEmpty() {
        return source.value() == null ? new byte[0] : source.value();
    }
}
