package com.scrydon.scim.ingress.tokens;

import com.scrydon.scim.ingress.wire.ScimUrns;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the bearer filter before everything that answers below the SCIM base path. */
@Configuration(proxyBeanMethods = false)
class TokenFilters {

    /** After the request id, before content negotiation: 401 comes before 406. */
    private static final int ORDER = -180;

    @Bean
    FilterRegistrationBean<BearerFilter> bearerFilter(TokenVerifier verifier) {
        var registration = new FilterRegistrationBean<>(new BearerFilter(verifier));
        registration.addUrlPatterns(ScimUrns.BASE_PATH + "/*");
        registration.setOrder(ORDER);
        return registration;
    }
}
