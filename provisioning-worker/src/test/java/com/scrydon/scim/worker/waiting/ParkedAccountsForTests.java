package com.scrydon.scim.worker.waiting;

import java.time.Clock;
import java.util.Random;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the package for tests of applying. */
public final class ParkedAccountsForTests {

    private ParkedAccountsForTests() {}

    public static ParkedAccounts create(JdbcClient jdbc, Clock clock) {
        return create(jdbc, clock, new Breaker(DefaultParking.PROPERTIES, clock));
    }

    public static ParkedAccounts create(JdbcClient jdbc, Clock clock, Breaker breaker) {
        return new ParkedAccounts(jdbc, clock, DefaultParking.PROPERTIES, breaker, new Random(1));
    }
}
