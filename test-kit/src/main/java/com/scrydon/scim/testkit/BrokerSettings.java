package com.scrydon.scim.testkit;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the brokers of both providers have in common, so that a test means the same with either. */
final class BrokerSettings {

    private static final Map<String, String> COMMON = new TreeMap<>(Map.ofEntries(
            Map.entry("auto.create.topics.enable", "false"),
            Map.entry("offsets.topic.replication.factor", "1"),
            Map.entry("offsets.topic.num.partitions", "4"),
            Map.entry("transaction.state.log.replication.factor", "1"),
            Map.entry("transaction.state.log.min.isr", "1"),
            Map.entry("transaction.state.log.num.partitions", "4"),
            Map.entry("group.initial.rebalance.delay.ms", "0"),
            Map.entry("group.consumer.session.timeout.ms", "10000"),
            Map.entry("group.consumer.min.session.timeout.ms", "1000"),
            // Members learn of a rebalance with a heartbeat: at the usual 5 s tests of groups would do nothing but wait.
            Map.entry("group.consumer.heartbeat.interval.ms", "500"),
            Map.entry("group.consumer.min.heartbeat.interval.ms", "500"),
            Map.entry("broker.session.timeout.ms", "1500"),
            Map.entry("broker.heartbeat.interval.ms", "300"),
            Map.entry("log.cleaner.dedupe.buffer.size", "8388608")));

    private BrokerSettings() {}

    /** As lines of server.properties. */
    static String properties() {
        return COMMON.entrySet().stream().map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining());
    }

    /** As the variables that Kafka's image maps to properties. */
    static Map<String, String> environment() {
        return COMMON.entrySet().stream().collect(Collectors.toMap(setting -> variable(setting.getKey()),
                Map.Entry::getValue));
    }

    private static String variable(String property) {
        return "KAFKA_" + property.toUpperCase(Locale.ROOT).replace('.', '_');
    }
}
