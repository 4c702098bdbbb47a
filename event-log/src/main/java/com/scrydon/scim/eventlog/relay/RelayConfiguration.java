package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.topics.TopicGuard;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import java.sql.DriverManager;
import java.util.Properties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Outbox and relay of a writing service, which names its relay in {@code scim.relay.name}. */
@AutoConfiguration(afterName = "com.scrydon.scim.eventlog.wiring.EventLogConfiguration")
@ConditionalOnProperty("scim.relay.name")
@EnableConfigurationProperties(RelayProperties.class)
class RelayConfiguration {

    @Bean
    Outbox outbox(JdbcClient jdbc, FactCodec codec, ObjectProvider<Relay> relay) {
        return new Outbox(jdbc, codec, () -> relay.ifAvailable(Relay::nudge));
    }

    /** {@code scim.relay.enabled=false} leaves publishing to other instances. */
    @Bean(initMethod = "start", destroyMethod = "close")
    @ConditionalOnProperty(name = "scim.relay.enabled", matchIfMissing = true)
    Relay relay(Environment environment, DataSourceProperties database, KafkaClients kafka, FactCodec codec,
            TopicGuard topics, RelayProperties properties) {
        var name = environment.getRequiredProperty("scim.relay.name");
        var log = new KafkaFactLog(name, codec, () -> kafka.relayProducer(name), kafka::reader, kafka::end,
                topics::check);
        return new Relay(name, connections(name, database), log, properties);
    }

    private static LeaderSession.ConnectionSource connections(String relay, DataSourceProperties database) {
        var url = database.determineUrl();
        var settings = new Properties();
        settings.setProperty("user", database.determineUsername());
        settings.setProperty("password", database.determinePassword());
        settings.setProperty("ApplicationName", "scim-relay-" + relay);
        settings.setProperty("tcpKeepAlive", "true");
        settings.setProperty("connectTimeout", "5");
        settings.setProperty("socketTimeout", "10");
        return () -> DriverManager.getConnection(url, settings);
    }
}
