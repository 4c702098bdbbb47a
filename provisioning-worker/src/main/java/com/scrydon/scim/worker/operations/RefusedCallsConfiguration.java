package com.scrydon.scim.worker.operations;

import com.scrydon.scim.eventlog.refusals.RefusalLedger;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the filter around all that refuses, Spring Security included. */
@Configuration(proxyBeanMethods = false)
class RefusedCallsConfiguration {

    private static final int ORDER = -185;

    @Bean
    FilterRegistrationBean<RefusedCalls> refusedCalls(RefusalLedger ledger, Clock clock) {
        var registration = new FilterRegistrationBean<>(new RefusedCalls(ledger, clock));
        registration.addUrlPatterns(RefusedCalls.BASE + "/*");
        registration.setOrder(ORDER);
        return registration;
    }
}
