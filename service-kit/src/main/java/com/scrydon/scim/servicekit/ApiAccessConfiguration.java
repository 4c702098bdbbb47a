package com.scrydon.scim.servicekit;

import com.scrydon.scim.servicekit.callers.CallerFilter;
import com.scrydon.scim.servicekit.callers.CallerRateProperties;
import com.scrydon.scim.servicekit.callers.CallerRates;
import com.scrydon.scim.servicekit.people.Introspector;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Secures the three APIs and leaves every other path alone: SCIM has its own bearer filter. Fails the start if nobody
 * is trusted. With {@code scim.api.enabled=false} a service has no API, asks for no token and needs nobody to trust: the console, which only
 * signs tokens.
 */
@AutoConfiguration(beforeName = {
    "org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
    "org.springframework.boot.security.oauth2.server.resource.autoconfigure.OAuth2ResourceServerAutoConfiguration"})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "scim.api.enabled", matchIfMissing = true)
@EnableConfigurationProperties(ApiAccessProperties.class)
@Import({ApiProblems.class, CallBodies.class})
class ApiAccessConfiguration {

    static final String[] PATHS = {"/api/management/**", "/api/operations/**", "/audit/**"};
    /** Within the filters that tell of refusals, before all others. */
    private static final int CALLS = -184;
    /** Behind Spring Security, which stands at -100. */
    private static final int CALLERS = -90;

    @Bean
    @ConditionalOnMissingBean
    JwtDecoder apiTokenDecoder(ApiAccessProperties properties) {
        return ApiTokenDecoders.of(properties);
    }

    @Bean
    @Order(1)
    SecurityFilterChain apiSecurity(HttpSecurity http, JwtDecoder decoder, ApiAccessProperties properties) {
        var unauthenticated = new Unauthenticated();
        var persons = new DefaultBearerTokenResolver();
        BearerTokenResolver resolver = request -> ProvisioningTokenFilter.isShownBy(request)
                ? null
                : persons.resolve(request);
        if (properties.introspectionUrl() != null) {
            http.addFilterBefore(new ProvisioningTokenFilter(new Introspector(properties.introspectionUrl())),
                    BearerTokenAuthenticationFilter.class);
        }
        return http.securityMatcher(PATHS).authorizeHttpRequests(a -> a.anyRequest().authenticated())
                .oauth2ResourceServer(
                        o -> o.jwt(jwt -> jwt.decoder(decoder)).bearerTokenResolver(resolver)
                                .authenticationEntryPoint(unauthenticated))
                .exceptionHandling(e -> e.authenticationEntryPoint(unauthenticated))
                .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable).logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable).build();
    }

    @Bean
    FilterRegistrationBean<CallFilter> callFilter() {
        var registration = new FilterRegistrationBean<>(new CallFilter());
        registration.addUrlPatterns("/api/management/*", "/api/operations/*", "/audit/*");
        registration.setOrder(CALLS);
        return registration;
    }

    @Bean
    FilterRegistrationBean<CallerFilter> callerFilter(CallerRateProperties rates) {
        var registration = new FilterRegistrationBean<>(
                new CallerFilter(new CallerRates(rates), PersonArgument::authenticated));
        registration.addUrlPatterns("/api/management/*", "/api/operations/*", "/audit/*");
        registration.setOrder(CALLERS);
        return registration;
    }

    @Bean
    WebMvcConfigurer personArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new PersonArgument());
            }
        };
    }
}
