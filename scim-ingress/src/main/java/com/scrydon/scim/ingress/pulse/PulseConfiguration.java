package com.scrydon.scim.ingress.pulse;

import com.scrydon.scim.ingress.wire.ScimUrns;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
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

    /** The connections behind the pool; a bean of its own type, for there is one {@code DataSource} only. */
    record Opener(PhysicalConnections connections) {}

    @Bean
    Opener opener(DataSourceProperties properties) {
        var opener = new DriverManagerDataSource();
        opener.setUrl(properties.determineUrl());
        opener.setUsername(properties.determineUsername());
        opener.setPassword(properties.determinePassword());
        var limits = new Properties();
        limits.setProperty("loginTimeout", LOGIN_TIMEOUT_SECONDS);
        opener.setConnectionProperties(limits);
        return new Opener(new PhysicalConnections(opener));
    }

    @Bean
    @ConfigurationProperties("spring.datasource.hikari")
    HikariDataSource dataSource(Opener opener, Silence silence) {
        var pool = new PulsedPool(silence);
        pool.setDataSource(opener.connections());
        return pool;
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
