package com.scrydon.scim.supervision;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every service has: repeated methods, health of its threads, a watchdog at its own port. */
@AutoConfiguration
class SupervisionConfiguration {

    @Bean
    static RepeatedMethods repeatedMethods() {
        return new RepeatedMethods();
    }

    /** Only where the service has health endpoints. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
    static class Health {

        @Bean
        ThreadsHealth threadsHealthIndicator() {
            return new ThreadsHealth();
        }
    }

    /** Only where the service has a port. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication
    @ConditionalOnClass(name = "org.springframework.boot.tomcat.TomcatWebServer")
    @EnableConfigurationProperties(WatchdogProperties.class)
    static class Watch {

        @Bean
        WatchdogLifecycle watchdogLifecycle(ApplicationContext context, ServerProperties server,
                WatchdogProperties properties) {
            return new WatchdogLifecycle(context, server, properties);
        }
    }
}
