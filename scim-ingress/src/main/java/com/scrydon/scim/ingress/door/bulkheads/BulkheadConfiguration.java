package com.scrydon.scim.ingress.door.bulkheads;

import com.scrydon.scim.schemas.ScimUrns;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where requests come to work for an organisation. */
@Configuration(proxyBeanMethods = false)
class BulkheadConfiguration {

    /** After the token, before content negotiation. */
    private static final int BULKHEAD = -175;

    @Bean
    FilterRegistrationBean<BulkheadFilter> bulkheadFilter(AnswerRoom answers) {
        var registration = new FilterRegistrationBean<>(new BulkheadFilter(answers));
        registration.addUrlPatterns(ScimUrns.BASE_PATH + "/*");
        registration.setOrder(BULKHEAD);
        return registration;
    }
}
