package com.scrydon.scim.worker.operations;

import com.scrydon.scim.eventlog.refusals.RefusalLedger;
import com.scrydon.scim.servicekit.refusals.CountedApi;
import com.scrydon.scim.servicekit.refusals.RefusedCalls;
import java.time.Clock;
import java.util.Set;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tells the audit log which calls of the operations API were refused (R31). */
@Configuration(proxyBeanMethods = false)
class RefusedCallsConfiguration {

    private static final CountedApi OPERATIONS = new CountedApi("provisioning-worker", "/api/operations/v1",
            Set.of("breaker", "parked", "status", "undecodable", "why"));

    @Bean
    FilterRegistrationBean<RefusedCalls> refusedCalls(RefusalLedger ledger, Clock clock) {
        return RefusedCalls.of(OPERATIONS, ledger, clock);
    }
}
