package com.scrydon.scim.worker.intake;

import com.scrydon.scim.worker.undecodable.UndecodableRecords;
import java.time.Clock;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the package for tests. */
public final class UndecodableRecordsWithoutSpring {

    private UndecodableRecordsWithoutSpring() {}

    public static UndecodableRecords create(JdbcClient jdbc, Clock clock) {
        return new UndecodableRecords(jdbc, clock);
    }
}
