package com.scrydon.scim.eventlog.wiring;

import com.scrydon.scim.eventlog.authenticity.FactKeys;
import com.scrydon.scim.eventlog.authenticity.FactKeysProperties;
import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.eventlog.topics.TopicGuard;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What every service needs to read facts: codec, pinned schemas, Kafka clients, checked topics. */
@AutoConfiguration(afterName = "org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration")
@EnableConfigurationProperties({KafkaProperties.class, RegistryProperties.class, TopicsProperties.class,
    FactKeysProperties.class})
class EventLogConfiguration {

    @Bean
    KafkaClients kafkaClients(KafkaProperties properties) {
        return new KafkaClients(properties);
    }

    @Bean
    SchemaPins schemaPins(JdbcClient jdbc, RegistryProperties registry) {
        return new SchemaPins(jdbc, registry.open());
    }

    @Bean
    FactCodec factCodec(SchemaPins pins) {
        return new FactCodec(pins);
    }

    @Bean
    FactKeys factKeys(FactKeysProperties facts) {
        return facts.open();
    }

    @Bean
    FactMac factMac(FactKeys keys) {
        return new FactMac(keys);
    }

    @Bean
    Aggregates aggregates(JdbcClient jdbc) {
        return new Aggregates(jdbc);
    }

    @Bean(initMethod = "checkAtStart")
    TopicGuard topicGuard(KafkaClients clients, TopicsProperties topics) {
        return new TopicGuard(clients::admin, topics.scale());
    }
}
