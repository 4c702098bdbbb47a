package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.entries.FactReader;
import com.scrydon.scim.audit.judging.Judgement;
import com.scrydon.scim.audit.judging.UntrueRecords;
import com.scrydon.scim.eventlog.authenticity.FactKeys;
import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.consumers.BatchConsumer;
import com.scrydon.scim.eventlog.lag.ConsumerGroup;
import com.scrydon.scim.eventlog.lag.ConsumerLag;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.TopicsProperties;
import com.scrydon.scim.schemas.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Starts the intake. {@code scim.audit.intake.enabled=false} leaves an instance that only answers searches. */
@Configuration(proxyBeanMethods = false)
class IntakeConfiguration {

    private static final String GROUP = "audit-sink";
    private static final List<String> TOPICS = Topic.audited().map(Topic::topicName).toList();
    private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

    @Bean
    Judgement judgement(FactMac macs, FactCodec codec, TopicsProperties topics) {
        return new Judgement(macs, new FactReader(codec), topics.scale());
    }

    @Bean
    @ConditionalOnProperty(name = "scim.audit.intake.enabled", matchIfMissing = true)
    Rejudging rejudging(FactKeys keys, Judgement judgement, UntrueRecords untrue, PartitionIndexing indexing,
            IntakeCounters counters) {
        return new Rejudging(keys, judgement, untrue, indexing, counters);
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(name = "scim.audit.intake.enabled", matchIfMissing = true)
    BatchConsumer auditIntake(KafkaClients kafka, Judgement judgement, ChainHeads heads, PartitionIndexing indexing,
            MonthPartitions months, IntakeCounters counters) {
        var positions = new Positions(heads, TopicIds.fromCluster(() -> kafka.admin(ADMIN_TIMEOUT_MILLIS)));
        var intake = new Intake(judgement, positions, indexing, months, counters);
        return new BatchConsumer(GROUP, TOPICS, () -> member(kafka), intake, Optional.of(positions));
    }

    /** Its committed offsets are for people and tools: they say how far the heads of the chains are. */
    @Bean
    ConsumerLag intakeLag(KafkaClients kafka, MeterRegistry meters, Clock clock) {
        return new ConsumerLag(kafka, List.of(new ConsumerGroup("intake", GROUP, TOPICS)), meters, clock);
    }

    private static Consumer<String, byte[]> member(KafkaClients kafka) {
        try (var admin = kafka.admin(ADMIN_TIMEOUT_MILLIS)) {
            new GroupOffsets(admin, GROUP).fillIn(TOPICS);
        }
        return kafka.member(GROUP);
    }
}
