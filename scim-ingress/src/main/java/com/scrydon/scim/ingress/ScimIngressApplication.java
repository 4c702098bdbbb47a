package com.scrydon.scim.ingress;

import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** The ingress: decides, writes down, answers. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ScimIngressApplication {

    public static void main(String[] arguments) {
        SpringApplication.run(ScimIngressApplication.class, arguments);
    }

    /** Whole microseconds, as Postgres keeps them, so that an answer equals what is read later. */
    @Bean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), java.time.Duration.ofNanos(1_000));
    }
}
