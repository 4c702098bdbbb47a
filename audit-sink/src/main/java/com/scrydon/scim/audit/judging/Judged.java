package com.scrydon.scim.audit.judging;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record of the log after its MAC was looked at (R36d). */
public sealed interface Judged permits ReadRecord, UntrueRecord {

    ConsumerRecord<String, byte[]> source();
}
