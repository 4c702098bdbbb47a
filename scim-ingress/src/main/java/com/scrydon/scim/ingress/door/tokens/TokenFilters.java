package com.scrydon.scim.ingress.door.tokens;

import com.scrydon.scim.ingress.door.limits.RateLimits;
import com.scrydon.scim.schemas.ScimUrns;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the filters that know tokens before everything that answers below their paths. */
@Configuration(proxyBeanMethods = false)
class TokenFilters {

    /** After the request id, before content negotiation: 401 comes before 406. */
    private static final int ORDER = -180;

    @Bean
    FilterRegistrationBean<BearerFilter> bearerFilter(TokenVerifier verifier, RateLimits limits) {
        var registration = new FilterRegistrationBean<>(new BearerFilter(verifier, limits));
        registration.addUrlPatterns(ScimUrns.BASE_PATH + "/*");
        registration.setOrder(ORDER);
        return registration;
    }

    @Bean
    FilterRegistrationBean<IntrospectionFilter> introspectionFilter(TokenVerifier verifier, RateLimits limits) {
        var registration = new FilterRegistrationBean<>(new IntrospectionFilter(verifier, limits));
        registration.addUrlPatterns(IntrospectionFilter.PATH);
        registration.setOrder(ORDER);
        return registration;
    }
}
