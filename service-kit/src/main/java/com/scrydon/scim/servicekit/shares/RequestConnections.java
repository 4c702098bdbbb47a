package com.scrydon.scim.servicekit.shares;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Imported by a service that has work of its own beside an API. Calls of the API get connections of their own, so that no search delays that
 * work, and Postgres ends their statements soon.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({DataSourceProperties.class, RequestConnectionProperties.class})
public class RequestConnections {

    private static final Duration PATIENCE = Duration.ofMillis(1_500);
    private static final int RESERVE = 1;

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariConfig poolSettings(DataSourceProperties store) {
        var settings = new HikariConfig();
        settings.setJdbcUrl(store.determineUrl());
        settings.setUsername(store.determineUsername());
        settings.setPassword(store.determinePassword());
        return settings;
    }

    @Bean
    SharedDataSource dataSource(HikariConfig settings, RequestConnectionProperties properties, MeterRegistry meters) {
        var calls = properties.statements().beside(settings);
        calls.setConnectionTimeout(PATIENCE.toMillis());
        var pool = pool("calls", calls, meters);
        var shares = new Shares(properties.most(), RESERVE, Integer.MAX_VALUE);
        var lane = new SharedDataSource.Lane(pool, shares, PATIENCE);
        return new SharedDataSource(pool("own", settings, meters), lane, lane);
    }

    private static HikariDataSource pool(String name, HikariConfig settings, MeterRegistry meters) {
        var pool = new HikariDataSource();
        settings.copyStateTo(pool);
        pool.setPoolName(name);
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(meters));
        return pool;
    }
}
