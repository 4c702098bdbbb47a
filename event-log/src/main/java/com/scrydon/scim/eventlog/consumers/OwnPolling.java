package com.scrydon.scim.eventlog.consumers;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

/** Polls in a loop of ours. */
final class OwnPolling implements Polling {

    private static final Duration POLL = Duration.ofMillis(500);

    private final List<String> topics;
    private volatile boolean stopping;

    OwnPolling(List<String> topics) {
        this.topics = topics;
    }

    @Override
    public void poll(Reading reading) {
        reading.consumer().subscribe(topics, reading);
        while (!stopping) {
            if (reading.isPausing()) {
                reading.waitOn();
            } else {
                handle(reading, reading.poll(POLL));
            }
        }
    }

    private static void handle(Reading reading, ConsumerRecords<String, byte[]> records) {
        if (records.isEmpty()) {
            return;
        }
        List<ConsumerRecord<String, byte[]>> batch = records.partitions().stream()
                .flatMap(p -> records.records(p).stream()).toList();
        try {
            reading.handle(batch);
        } catch (WakeupException e) {
            throw e;
        } catch (RuntimeException _) {
            reading.goBack(records);
        }
    }

    @Override
    public void stop() {
        stopping = true;
    }
}
