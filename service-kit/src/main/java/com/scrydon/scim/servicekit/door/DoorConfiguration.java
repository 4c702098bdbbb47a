package com.scrydon.scim.servicekit.door;

import jakarta.servlet.DispatcherType;
import java.util.EnumSet;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;

/** Puts the door before everything else of a service, the console included (R24c). */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class DoorConfiguration {

    /** Before the headers of all answers (-220) and Spring's own filters, the first of which asks for the locale. */
    private static final int DOOR = -230;
    /** What browsers and clients leave unencoded in a query, besides what RFC 3986 allows. */
    private static final String QUERY_CHARACTERS = "[]{}|\"<>\\^`";

    /** Error pages are read from the same request, and must not fail on it once more. */
    @Bean
    FilterRegistrationBean<DoorFilter> door() {
        var registration = new FilterRegistrationBean<>(new DoorFilter());
        registration.addUrlPatterns("/*");
        registration.setOrder(DOOR);
        registration.setDispatcherTypes(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR));
        return registration;
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> queriesAsSent() {
        return factory -> factory.addConnectorCustomizers(
                connector -> connector.setProperty("relaxedQueryChars", QUERY_CHARACTERS));
    }

    /** Where a service has none of its own, as SCIM has. */
    @Bean
    @ConditionalOnMissingBean(name = "connectorErrors")
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorErrors() {
        return factory -> factory.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ConnectorProblems.class.getName());
            }
        });
    }
}
