package com.scrydon.scim.worker.parking;

import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the package for tests of applying. */
public final class ParkedAccountsForTests {

    private ParkedAccountsForTests() {}

    public static ParkedAccounts create(JdbcClient jdbc, Clock clock) {
        return new ParkedAccounts(jdbc, clock);
    }
}
