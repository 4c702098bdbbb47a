package com.scrydon.scim.worker.intake;

import com.scrydon.scim.worker.undecodable.UndecodableRecords;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the package for tests of applying and planning. */
public final class UndecodableRecordsForTests {

    private UndecodableRecordsForTests() {}

    public static UndecodableRecords create(JdbcClient jdbc, Clock clock) {
        return new UndecodableRecords(jdbc, clock);
    }
}
