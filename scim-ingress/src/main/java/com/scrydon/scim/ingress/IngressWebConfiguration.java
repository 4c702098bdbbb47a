package com.scrydon.scim.ingress;

import com.scrydon.scim.ingress.door.bodies.Bodies;
import com.scrydon.scim.ingress.door.bodies.NegotiationFilter;
import com.scrydon.scim.ingress.door.bodies.Processor;
import com.scrydon.scim.ingress.door.bodies.ScimBodyArgument;
import com.scrydon.scim.ingress.door.requests.OriginArgument;
import com.scrydon.scim.ingress.door.requests.PathFilter;
import com.scrydon.scim.ingress.door.requests.RequestTraceFilter;
import com.scrydon.scim.ingress.scim.answers.CutAnswers;
import com.scrydon.scim.ingress.scim.answers.HttpProperties;
import com.scrydon.scim.ingress.scim.answers.LargeAnswers;
import com.scrydon.scim.ingress.scim.answers.StreamedBodies;
import com.scrydon.scim.ingress.scim.errors.ConnectorErrors;
import com.scrydon.scim.ingress.scim.preconditions.PreconditionsArgument;
import com.scrydon.scim.schemas.ScimUrns;
import com.scrydon.scim.servicekit.exposure.RestOfBodies;
import jakarta.servlet.Filter;
import java.util.List;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.TomcatContextCustomizer;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The order of what a request passes before a controller: path, request id, token (package tokens), media types. */
@Configuration(proxyBeanMethods = false)
class IngressWebConfiguration implements WebMvcConfigurer {

    /** Before Spring Security, which stands at -100. */
    private static final int PATH = -200;
    private static final int TRACE = -190;
    private static final int NEGOTIATION = -170;

    private final HttpProperties properties;
    private final LargeAnswers answers;
    private final Bodies bodies;
    private final Processor processor;

    IngressWebConfiguration(HttpProperties properties, LargeAnswers answers, Bodies bodies, Processor processor) {
        this.properties = properties;
        this.answers = answers;
        this.bodies = bodies;
        this.processor = processor;
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ScimBodyArgument(properties.maxBodyBytes(), properties.bodyPatience(), bodies, processor));
        resolvers.add(new OriginArgument());
        resolvers.add(new PreconditionsArgument());
    }

    /** Before those that would take an answer for something to turn into JSON. */
    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder builder) {
        builder.addCustomConverter(new StreamedBodies(answers));
    }

    /** Unknown methods are 405 with {@code Allow}, as RFC 9110 §15.5.6 wants it; everything else strict. */
    @Bean
    StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setUnsafeAllowAnyHttpMethod(true);
        return firewall;
    }

    @Bean
    FilterRegistrationBean<PathFilter> pathFilter() {
        return registered(new PathFilter(), "/*", PATH);
    }

    @Bean
    FilterRegistrationBean<RequestTraceFilter> requestTraceFilter() {
        return registered(new RequestTraceFilter(), "/*", TRACE);
    }

    @Bean
    FilterRegistrationBean<NegotiationFilter> negotiationFilter() {
        return registered(new NegotiationFilter(), ScimUrns.BASE_PATH + "/*", NEGOTIATION);
    }

    /** The host's valve also answers what never reaches a filter. Named as the one of all services, which it replaces. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connectorErrors() {
        TomcatContextCustomizer inHost = context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ConnectorErrors.class.getName());
            }
        };
        return factory -> factory.addContextCustomizers(inHost);
    }

    /** Around everything, since whatever answers may leave a part of the body. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> restOfBodies() {
        return factory -> factory
                .addEngineValves(new RestOfBodies(properties.bodyPatience(), properties.maxBodyBytes()),
                        new CutAnswers());
    }

    private static <F extends Filter> FilterRegistrationBean<F> registered(F filter, String pattern, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.addUrlPatterns(pattern);
        registration.setOrder(order);
        return registration;
    }
}
