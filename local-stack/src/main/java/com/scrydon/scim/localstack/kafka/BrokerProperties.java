package com.scrydon.scim.localstack.kafka;

import com.scrydon.scim.localstack.layout.Ports;
import java.nio.file.Path;

/** The broker's configuration: one node, quick to notice its own restart, small in memory. */
final class BrokerProperties {

    private BrokerProperties() {}

    static String text(Ports ports, Path data) {
        int controller = ports.kafkaController();
        return """
            # Written by ./scim up at each start.
            process.roles=broker,controller
            node.id=1
            listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
            advertised.listeners=PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
            controller.listener.names=CONTROLLER
            controller.quorum.bootstrap.servers=127.0.0.1:%d
            log.dirs=%s

            # Topics are declared, never made by accident.
            auto.create.topics.enable=false
            default.replication.factor=1
            min.insync.replicas=1
            offsets.topic.replication.factor=1
            offsets.topic.num.partitions=4
            transaction.state.log.replication.factor=1
            transaction.state.log.min.isr=1
            transaction.state.log.num.partitions=4
            share.coordinator.state.topic.replication.factor=1
            share.coordinator.state.topic.min.isr=1
            share.coordinator.state.topic.num.partitions=1

            # A killed broker's registration must expire before it is let in again: 4 s to the first write, not 13.
            broker.session.timeout.ms=1500
            broker.heartbeat.interval.ms=300
            # A killed consumer's partitions move after 10 s, not 45.
            group.consumer.session.timeout.ms=10000
            group.consumer.min.session.timeout.ms=10000
            group.initial.rebalance.delay.ms=0

            # Small: the defaults are for servers.
            log.segment.bytes=16777216
            log.index.size.max.bytes=1048576
            log.cleaner.threads=1
            log.cleaner.dedupe.buffer.size=4194304
            log.cleaner.io.buffer.size=131072
            num.network.threads=2
            num.io.threads=4
            background.threads=2
            num.replica.fetchers=1
            """.formatted(ports.kafka(), controller, ports.kafka(), controller, controller, data);
    }
}
