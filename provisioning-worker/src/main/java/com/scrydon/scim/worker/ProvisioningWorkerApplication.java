package com.scrydon.scim.worker;

import com.scrydon.scim.servicekit.shares.RequestConnections;
import com.scrydon.scim.supervision.Carriers;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;

/** The provisioning worker: the only writer of the schema {@code membership}. */
@SpringBootApplication
@Import(RequestConnections.class)
@ConfigurationPropertiesScan
public class ProvisioningWorkerApplication {

    public static void main(String[] arguments) {
        Carriers.provide();
        SpringApplication.run(ProvisioningWorkerApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
