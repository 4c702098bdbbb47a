package com.scrydon.scim.ingress.door.pulse;

import com.scrydon.scim.eventlog.gate.WriteGate;
import com.scrydon.scim.schemas.ScimUrns;
import com.scrydon.scim.servicekit.shares.SharedDataSource;
import com.scrydon.scim.servicekit.shares.SharedDataSource.Lane;
import com.scrydon.scim.servicekit.shares.Shares;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The pool as Spring Boot configures it, but over connections that can be cut; and the pulse beside it. */
@Configuration(proxyBeanMethods = false)
class PulseConfiguration {

    /** After refusals are noted, before the token is checked, which needs the store. */
    private static final int ORDER = -183;
    /** A frozen server takes the connection and then says nothing. */
    private static final String LOGIN_TIMEOUT_SECONDS = "1";
    /** Connections that only changes get, for some of them take access away. */
    private static final int RESERVE = 2;
    /** Whoever waits for its own share may have written half an answer. While Postgres is silent all are let go at once. */
    private static final Duration LISTS_PATIENCE = Duration.ofSeconds(5);

    /** The connections behind the pool; a bean of its own type, for there is one {@code DataSource} only. */
    record Opener(PhysicalConnections connections) {}

    @Bean
    Opener opener(DataSourceProperties properties, WriteGate gate) {
        var opener = new DriverManagerDataSource();
        opener.setUrl(properties.determineUrl());
        opener.setUsername(properties.determineUsername());
        opener.setPassword(properties.determinePassword());
        var limits = new Properties();
        limits.setProperty("loginTimeout", LOGIN_TIMEOUT_SECONDS);
        opener.setConnectionProperties(limits);
        return new Opener(new PhysicalConnections(opener, gate::admitted));
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariConfig poolSettings() {
        return new HikariConfig();
    }

    /** Lists and searches have a third as many connections of their own, on which statements end soon. */
    @Bean
    SharedDataSource dataSource(HikariConfig settings, SlowStatements slowStatements, Opener opener, Silence silence,
            MeterRegistry meters) {
        var fast = pool(settings, opener, silence, meters);
        var slow = pool(slowStatements.settings(settings), opener, silence, meters);
        return new SharedDataSource(fast, lane(fast, RESERVE, Duration.ofMillis(fast.getConnectionTimeout())),
                lane(slow, 0, LISTS_PATIENCE));
    }

    private static PulsedPool pool(HikariConfig settings, Opener opener, Silence silence, MeterRegistry meters) {
        var pool = new PulsedPool(settings, silence);
        pool.setDataSource(new AwaitingConnections(opener.connections(), silence));
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        return pool;
    }

    private static Lane lane(HikariDataSource pool, int reserve, Duration patience) {
        int connections = pool.getMaximumPoolSize();
        return new Lane(pool, new Shares(connections, Math.min(reserve, connections / 4), Integer.MAX_VALUE), patience);
    }

    @Bean
    Silence silence(PulseProperties properties) {
        return new Silence(properties.longestSilence(), StorePulse.BETWEEN_LOOKS);
    }

    @Bean
    StorePulse storePulse(Opener opener, Silence silence, MeterRegistry meters) {
        return new StorePulse(opener.connections(), silence, meters);
    }

    @Bean
    FilterRegistrationBean<StoreAwayFilter> storeAwayFilter(StorePulse pulse) {
        var registration = new FilterRegistrationBean<>(new StoreAwayFilter(pulse));
        registration.addUrlPatterns(ScimUrns.BASE_PATH + "/*", "/api/management/*");
        registration.setOrder(ORDER);
        return registration;
    }
}
