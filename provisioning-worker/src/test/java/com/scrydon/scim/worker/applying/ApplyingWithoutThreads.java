package com.scrydon.scim.worker.applying;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.consumers.BatchHandler;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.worker.intake.CausesForTests;
import com.scrydon.scim.worker.undecodable.UndecodableRecords;
import com.scrydon.scim.worker.waiting.ParkedAccountsForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Opens the package for simulations: applying with its intake and retries, on connections of the test. */
public final class ApplyingWithoutThreads {

    private final ApplyingIntake intake;
    private final ParkedRetries retries;

    public ApplyingWithoutThreads(DataSource source, FactCodec codec, UndecodableRecords undecodable, Clock clock) {
        var jdbc = JdbcClient.create(source);
        var parked = ParkedAccountsForTests.create(jdbc, clock);
        var outbox = new Outbox(jdbc, codec, () -> {});
        var applying = new Applying(new MembershipStore(jdbc), new Aggregates(jdbc), outbox, parked,
                new TransactionTemplate(new JdbcTransactionManager(source)), clock,
                new AppliedMeters(new SimpleMeterRegistry()));
        this.intake = new ApplyingIntake(codec, CausesForTests.create(), undecodable, applying, outbox);
        this.retries = new ParkedRetries(parked, applying);
    }

    public BatchHandler intake() {
        return intake;
    }

    public void retryParked() {
        retries.retryDue();
    }
}
