package com.scrydon.scim.worker.applying;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.waiting.ParkedAccountsForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A deactivation while the fan-out of a large group runs: the two come from separate listeners, so separate threads here. */
@Tag("R21")
class PromptnessTests {

    private static final int ACCOUNTS = 20_000;
    /** What one poll brings. */
    private static final int BATCH = 500;
    private static final UUID ORGANISATION = new UUID(7, 7);
    private static final UUID GROUP = new UUID(2, 0);

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    private Applying applying() {
        var source = database.dataSource("provisioning_worker");
        var jdbc = JdbcClient.create(source);
        var pins = new SchemaPins(owner, Optional.empty());
        pins.pin(Topic.MEMBERSHIPS, 1);
        return new Applying(new MembershipStore(jdbc), new Aggregates(jdbc),
                new Outbox(jdbc, new FactCodec(pins), () -> {}),
                ParkedAccountsForTests.create(jdbc, Clock.systemUTC()),
                new TransactionTemplate(new JdbcTransactionManager(source)), Clock.systemUTC(),
                new AppliedMeters(new SimpleMeterRegistry()));
    }

    private void createCrowd() {
        CrowdOfAccounts.create(owner, ORGANISATION, ACCOUNTS);
        owner.sql("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (:g, :o, 'G', now(), now())
                """).param("g", GROUP).param("o", ORGANISATION).update();
        owner.sql("""
                insert into directory.team (id, organisation_id, name, group_id, created_at)
                values (:t, :o, 'T', :g, now())
                """).param("t", new UUID(3, 0)).param("o", ORGANISATION).param("g", GROUP).update();
        owner.sql("insert into directory.group_member select organisation_id, :g, id, now() from directory.account")
                .param("g", GROUP).update();
        owner.sql("analyze").update();
    }

    private static Map<UUID, Cause> causes(List<UUID> accounts) {
        var cause = new Cause(new UUID(0, 9), "t", "r", Instant.now());
        return accounts.stream().collect(Collectors.toMap(account -> account, _ -> cause));
    }

    @Test
    void r21_aDeactivationIsInEffectWhileAFanOutIsStillRunning() throws Exception {
        createCrowd();
        var accounts = IntStream.range(0, ACCOUNTS).mapToObj(i -> new UUID(1, i)).toList();
        var batchesDone = new AtomicInteger();
        var underWay = new CountDownLatch(3);
        var fanOut = applying();
        var users = applying();
        try (var tasksListener = Executors.newSingleThreadExecutor()) {
            var running = tasksListener.submit(() -> {
                for (int from = 0; from < ACCOUNTS; from += BATCH) {
                    fanOut.apply(causes(accounts.subList(from, from + BATCH)));
                    batchesDone.incrementAndGet();
                    underWay.countDown();
                }
            });
            assertThat(underWay.await(1, TimeUnit.MINUTES)).isTrue();
            // One that was given access already, and one of the batch in hand, whose rows are locked just now.
            int inHand = batchesDone.get() * BATCH + BATCH / 2;
            for (var account : List.of(accounts.get(0), accounts.get(inHand))) {
                owner.sql("update directory.account set active = false where id = :id").param("id", account).update();
                var begun = Instant.now();
                users.apply(causes(List.of(account)));
                assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(5));
                assertThat(teams(account)).isZero();
            }
            assertThat(running.isDone()).as("fan-out ended before the deactivations").isFalse();
            running.get(5, TimeUnit.MINUTES);
        }
        assertThat(batchesDone.get()).isEqualTo(ACCOUNTS / BATCH);
        assertThat(teams(accounts.get(0))).isZero();
        assertThat(owner.sql("select count(*) from membership.team_member").query(Integer.class).single())
                .isEqualTo(ACCOUNTS - 2);
    }

    private int teams(UUID account) {
        return owner.sql("select count(*) from membership.team_member where account_id = :id").param("id", account)
                .query(Integer.class).single();
    }
}
