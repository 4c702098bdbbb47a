package com.scrydon.scim.audit.search;

import com.scrydon.scim.eventlog.refusals.RefusalLedger;
import com.scrydon.scim.servicekit.refusals.CountedApi;
import com.scrydon.scim.servicekit.refusals.RefusedCalls;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the audit log which calls of the audit API were refused (R31). */
@Configuration(proxyBeanMethods = false)
class RefusedCallsConfiguration {

    private static final CountedApi AUDIT = new CountedApi("audit-sink", "/audit/v1", Set.of("records"));

    @Bean
    FilterRegistrationBean<RefusedCalls> refusedCalls(RefusalLedger ledger, Clock clock) {
        return RefusedCalls.of(AUDIT, ledger, clock);
    }
}
