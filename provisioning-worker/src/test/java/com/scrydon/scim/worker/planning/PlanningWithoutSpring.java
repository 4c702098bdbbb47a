package com.scrydon.scim.worker.planning;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.consumers.BatchHandler;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.worker.intake.CausesForTests;
import com.scrydon.scim.worker.undecodable.UndecodableRecords;
import org.apache.kafka.clients.producer.Producer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Opens the package for tests. */
public final class PlanningWithoutSpring {

    private PlanningWithoutSpring() {}

    public static BatchHandler create(JdbcClient jdbc, FactCodec codec, UndecodableRecords undecodable,
            Producer<String, byte[]> producer) {
        return new Planning(codec, CausesForTests.create(), undecodable, new AccountWalk(jdbc),
                new Tasks(producer, codec, CausesForTests.MACS), new Outbox(jdbc, codec, () -> {}));
    }
}
