package com.scrydon.scim.audit.intake;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the log after its MAC was looked at (R36d). */
sealed interface Judged permits ReadRecord, UntrueRecord {

    ConsumerRecord<String, byte[]> source();
}
