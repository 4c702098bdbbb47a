package com.scrydon.scim.localstack.kafka;

import com.scrydon.scim.localstack.layout.KafkaLogin;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Secrets;
import java.nio.file.Path;

/** The broker's configuration: one node, quick to notice its own restart, small in memory, open to nobody unknown. */
final class BrokerProperties {

    private static final String SIZES = """
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
        # A killed consumer's partitions move after 10 s, not 45, and members learn of it within a second, not 5.
        group.consumer.session.timeout.ms=10000
        group.consumer.min.session.timeout.ms=10000
        group.consumer.heartbeat.interval.ms=1000
        group.consumer.min.heartbeat.interval.ms=1000
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
        """;

    private BrokerProperties() {}

    /** Holds passwords. */
    static String text(Ports ports, Path data, Secrets secrets) {
        return node(ports, data) + access(secrets) + SIZES;
    }

    private static String node(Ports ports, Path data) {
        int controller = ports.kafkaController();
        return """
            # Written by ./scim up at each start.
            process.roles=broker,controller
            node.id=1
            listeners=CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
            advertised.listeners=CLIENTS://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
            controller.listener.names=CONTROLLER
            controller.quorum.bootstrap.servers=127.0.0.1:%d
            log.dirs=%s

            """.formatted(ports.kafka(), controller, ports.kafka(), controller, controller, data);
    }

    /** Both listeners ask who one is; the controller's knows only the node itself. */
    private static String access(Secrets secrets) {
        var plain = KafkaLogin.module(KafkaLogin.PLAIN);
        var node = KafkaLogins.password(secrets, KafkaLogins.NODE);
        var deploy = KafkaLogins.password(secrets, KafkaLogins.DEPLOY);
        return """
            listener.security.protocol.map=CLIENTS:%1$s,CONTROLLER:%1$s
            inter.broker.listener.name=CLIENTS
            sasl.mechanism.inter.broker.protocol=PLAIN
            sasl.mechanism.controller.protocol=PLAIN
            listener.name.clients.sasl.enabled.mechanisms=%2$s,PLAIN
            listener.name.clients.scram-sha-512.sasl.jaas.config=%3$s;
            listener.name.clients.plain.sasl.jaas.config=%4$s username="%5$s" password="%6$s" user_%5$s="%6$s" user_%7$s="%8$s";
            listener.name.controller.sasl.enabled.mechanisms=PLAIN
            listener.name.controller.plain.sasl.jaas.config=%4$s username="%5$s" password="%6$s" user_%5$s="%6$s";
            authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
            allow.everyone.if.no.acl.found=false
            super.users=User:%5$s;User:%7$s

            """.formatted(KafkaLogin.PROTOCOL, KafkaLogin.SCRAM, KafkaLogin.module(KafkaLogin.SCRAM), plain,
                KafkaLogins.NODE, node, KafkaLogins.DEPLOY, deploy);
    }
}
