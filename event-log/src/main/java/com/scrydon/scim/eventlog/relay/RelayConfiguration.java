package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.topics.TopicGuard;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.DriverManager;
import java.util.Properties;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Outbox and relay of a writing service. Each says in {@code scim.relay.name} which one it has, and nobody else does: the name is that of its
 * schema, and the log goes on by it.
 */
@AutoConfiguration(afterName = {"com.scrydon.scim.eventlog.wiring.EventLogConfiguration",
    "com.scrydon.scim.eventlog.gate.GateConfiguration"})
@ConditionalOnProperty(RelayConfiguration.NAME)
@EnableConfigurationProperties(RelayProperties.class)
class RelayConfiguration {

    static final String NAME = "scim.relay.name";
    /** Of {@code eventlog.migrations}: nothing is published from a database that is not of this version. */
    private static final String GUARD = "migrationGuard";
    /** Longer than {@link LeaderSession#STATEMENT_TIMEOUT}. */
    static final int SOCKET_TIMEOUT_SECONDS = 10;

    @Bean
    Outbox outbox(JdbcClient jdbc, FactCodec codec, WriteGate gate, ObjectProvider<Relay> relay) {
        return new Outbox(jdbc, codec, gate::require, () -> relay.ifAvailable(Relay::nudge));
    }

    /** {@code scim.relay.enabled=false} leaves publishing, and comparing with Kafka, to other instances. */
    @Bean(initMethod = "start", destroyMethod = "close")
    @ConditionalOnProperty(name = "scim.relay.enabled", matchIfMissing = true)
    @DependsOn(GUARD)
    Relay relay(Environment environment, DataSourceProperties database, KafkaClients kafka, FactCodec codec,
            FactMac macs, TopicGuard topics, RelayProperties properties, WriteGate gate,
            ObjectProvider<MeterRegistry> meters) {
        var name = environment.getRequiredProperty(NAME);
        var log = new KafkaFactLog(name, codec, macs, () -> kafka.relayProducer(name), kafka::reader, kafka::end,
                topics::check);
        return new Relay(name, connections(name, database), log, properties, gate,
                new RelayMeters(meters.getIfAvailable(SimpleMeterRegistry::new), name));
    }

    /** Every instance watches, also one that leaves publishing to others. */
    @Bean(initMethod = "start", destroyMethod = "close")
    @DependsOn(GUARD)
    OutboxWatch outboxWatch(Environment environment, DataSource database, WriteGate gate) {
        return new OutboxWatch(database, environment.getRequiredProperty(NAME), gate, System::nanoTime);
    }

    @Bean
    OutboxMeters outboxMeters(Environment environment, OutboxWatch watch, ObjectProvider<Relay> relay) {
        return new OutboxMeters(environment.getRequiredProperty(NAME), watch, relay::getIfAvailable);
    }

    /** Only where the service has health endpoints. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class Health {

        @Bean
        OutboxHealth outboxHealthIndicator(OutboxWatch watch, ObjectProvider<Relay> relay) {
            return new OutboxHealth(watch, relay::getIfAvailable);
        }
    }

    private static LeaderSession.ConnectionSource connections(String relay, DataSourceProperties database) {
        var url = database.determineUrl();
        var settings = new Properties();
        settings.setProperty("user", database.determineUsername());
        settings.setProperty("password", database.determinePassword());
        settings.setProperty("ApplicationName", "scim-relay-" + relay);
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("connectTimeout", "5");
        settings.setProperty("socketTimeout", Integer.toString(SOCKET_TIMEOUT_SECONDS));
        return () -> DriverManager.getConnection(url, settings);
    }
}
