package com.scrydon.scim.ingress;

import com.scrydon.scim.supervision.Carriers;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** SCIM for identity providers, and the management API: the only writer of schema {@code directory}. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ScimIngressApplication {

    public static void main(String[] arguments) {
        Carriers.provide();
        SpringApplication.run(ScimIngressApplication.class, arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
