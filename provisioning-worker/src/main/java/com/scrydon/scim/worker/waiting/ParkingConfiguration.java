package com.scrydon.scim.worker.waiting;

import java.util.Random;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the jitter of retries comes from. */
@Configuration(proxyBeanMethods = false)
class ParkingConfiguration {

    @Bean
    RandomGenerator jitter() {
        return new Random();
    }
}
