package com.scrydon.scim.audit;

import com.scrydon.scim.servicekit.shares.RequestConnections;
import com.scrydon.scim.supervision.Carriers;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The audit sink: indexes every fact of the audited topics and answers the audit API. */
@SpringBootApplication
@Import(RequestConnections.class)
public class AuditSinkApplication {

    public static void main(String[] arguments) {
        Carriers.provide();
        SpringApplication.run(AuditSinkApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
