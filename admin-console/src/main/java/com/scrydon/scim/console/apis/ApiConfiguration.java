package com.scrydon.scim.console.apis;

import com.scrydon.scim.clients.ApiClients;
import com.scrydon.scim.clients.audit.AuditApi;
import com.scrydon.scim.clients.management.ManagementApi;
import com.scrydon.scim.console.login.SignedInPerson;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every call is made in the name of the person of the present request. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Bean
    ApiClients apiClients() {
        return new ApiClients(PATIENCE);
    }

    @Bean
    ManagementApi managementApi(ApiClients clients, ApiProperties properties, SignedInPerson person) {
        return clients.management(properties.managementUrl(), person::token);
    }

    @Bean
    AuditApi auditApi(ApiClients clients, ApiProperties properties, SignedInPerson person) {
        return clients.audit(properties.auditUrl(), person::token);
    }
}
