package com.scrydon.scim.servicekit.callers;

import com.scrydon.scim.servicekit.exposure.RestOfBodies;
import com.scrydon.scim.servicekit.shares.WorkFilter;
import java.time.Duration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Whoever calls holds a virtual thread and nothing else, until it is known who it is; and nobody a connection for ever. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "scim.api.enabled", matchIfMissing = true)
@EnableConfigurationProperties(CallerRateProperties.class)
class CallConfiguration {

    /** Before all that asks a store. */
    private static final int WORK = -195;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int MOST_BYTES = 1 << 20;

    @Bean
    FilterRegistrationBean<WorkFilter> workFilter() {
        var registration = new FilterRegistrationBean<>(new WorkFilter());
        registration.addUrlPatterns("/*");
        registration.setOrder(WORK);
        return registration;
    }

    /** A service with larger bodies has its own. */
    @Bean
    @ConditionalOnMissingBean(name = "restOfBodies")
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> restOfBodies() {
        return factory -> factory.addEngineValves(new RestOfBodies(PATIENCE, MOST_BYTES));
    }
}
