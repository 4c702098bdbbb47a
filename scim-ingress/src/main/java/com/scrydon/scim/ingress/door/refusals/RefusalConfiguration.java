package com.scrydon.scim.ingress.door.refusals;

import com.scrydon.scim.eventlog.refusals.RefusalLedger;
import com.scrydon.scim.schemas.ScimUrns;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the filter around all that refuses. */
@Configuration(proxyBeanMethods = false)
class RefusalConfiguration {

    /** After the request id, before the token is checked. */
    private static final int ORDER = -185;

    @Bean
    FilterRegistrationBean<RefusalFilter> refusalFilter(RefusalLedger ledger, MeterRegistry meters, Clock clock) {
        var registration = new FilterRegistrationBean<>(new RefusalFilter(ledger, meters, clock));
        registration.addUrlPatterns(ScimUrns.BASE_PATH + "/*", Endpoints.MANAGEMENT + "/*");
        registration.setOrder(ORDER);
        return registration;
    }
}
