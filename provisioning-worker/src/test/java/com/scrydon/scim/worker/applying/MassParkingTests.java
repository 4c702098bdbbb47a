package com.scrydon.scim.worker.applying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.SettableClock;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.waiting.Breaker;
import com.scrydon.scim.worker.waiting.DefaultParking;
import com.scrydon.scim.worker.waiting.MassParkingException;
import com.scrydon.scim.worker.waiting.ParkedAccounts;
import com.scrydon.scim.worker.waiting.ParkedAccountsForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What hits many accounts at once is not their data: a constraint that nobody meets, say, or a broken function. */
@Tag("slow")
@Tag("R30")
class MassParkingTests {

    private static final Cause CAUSE = new Cause(new UUID(0, 9), "t", "r", Instant.EPOCH);

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final javax.sql.DataSource source = database.dataSource("provisioning_worker");
    private final JdbcClient jdbc = JdbcClient.create(source);
    private final SchemaPins pins = new SchemaPins(owner, Optional.empty());
    private final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Breaker breaker = new Breaker(DefaultParking.PROPERTIES, clock);
    private final ParkedAccounts parked = ParkedAccountsForTests.create(jdbc, clock, breaker);
    private final Applying applying = new Applying(new MembershipStore(jdbc), new Aggregates(jdbc),
            new Outbox(jdbc, new FactCodec(pins), () -> {}), parked,
            new TransactionTemplate(new JdbcTransactionManager(source)), clock,
            new AppliedMeters(new SimpleMeterRegistry()));
    private Map<UUID, Cause> everybody = Map.of();

    @BeforeEach
    void everybodyIsInATeam() {
        pins.pin(Topic.MEMBERSHIPS, 1);
        var directory = new Directory(owner, 60, 1);
        owner.sql("insert into directory.group_member select organisation_id, :g, id, now() from directory.account")
                .param("g", new UUID(2, 0)).update();
        everybody = directory.accounts().stream().collect(Collectors.toMap(a -> a, _ -> CAUSE));
    }

    private void poison(String condition) {
        owner.sql("alter table membership.team_member add constraint poison check (" + condition + ") not valid")
                .update();
    }

    private void antidote() {
        owner.sql("alter table membership.team_member drop constraint poison").update();
    }

    private int inEffect() {
        return owner.sql("select count(*) from membership.team_member").query(Integer.class).single();
    }

    @Test
    void r30_whatHitsEverybodyParksNobodyAndHealsByItself() {
        poison("false");
        assertThatThrownBy(() -> applying.apply(everybody)).isInstanceOf(MassParkingException.class)
                .hasMessageContaining("poison");
        assertThatThrownBy(() -> applying.apply(everybody)).isInstanceOf(MassParkingException.class);
        assertThat(parked.count()).isZero();
        antidote();
        applying.apply(everybody);
        assertThat(breaker.isOpen()).as("its pause is not over").isTrue();
        clock.advance(Duration.ofMinutes(1));
        applying.apply(everybody);
        assertThat(breaker.isOpen()).isFalse();
        assertThat(inEffect()).isEqualTo(60);
    }

    @Test
    void r30_theOthersOfARefusedBatchAreAppliedAllTheSame() {
        poison("account_id < '00000000-0000-0001-0000-00000000001e'");
        assertThatThrownBy(() -> applying.apply(everybody)).isInstanceOf(MassParkingException.class);
        assertThat(inEffect()).isEqualTo(30);
        assertThat(parked.count()).isZero();
    }

    @Test
    void r30_releasedByHandTheBreakerParksThemAndTheBatchIsDone() {
        poison("account_id < '00000000-0000-0001-0000-00000000001e'");
        assertThatThrownBy(() -> applying.apply(everybody)).isInstanceOf(MassParkingException.class);
        breaker.release();
        applying.apply(everybody);
        assertThat(parked.count()).isEqualTo(30);
    }

    @Test
    void r30_retriesOfParkedAccountsSettleThemAndLeaveTheBreakerAlone() {
        poison("account_id < '00000000-0000-0001-0000-00000000002d'");
        applying.apply(everybody);
        assertThat(parked.count()).isEqualTo(15);
        var retries = new ParkedRetries(parked, applying);
        for (int attempt = 0; attempt < 5; attempt++) {
            clock.advance(Duration.ofHours(1));
            retries.retryDue();
        }
        assertThat(parked.count()).isEqualTo(15);
        assertThat(breaker.isOpen()).isFalse();
        antidote();
        clock.advance(Duration.ofHours(1));
        retries.retryDue();
        assertThat(parked.count()).isZero();
        assertThat(inEffect()).isEqualTo(60);
        assertThat(owner.sql("select count(*) from membership.outbox").query(Integer.class).single()).isEqualTo(60);
    }
}
