package com.scrydon.scim.worker.applying;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.worker.intake.CausesForTests;
import com.scrydon.scim.worker.intake.OddRecords;
import com.scrydon.scim.worker.intake.UndecodableRecordsForTests;
import com.scrydon.scim.worker.waiting.ParkedAccountsForTests;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Whatever a topic holds: it is kept raw, it blocks nobody, and the account that its key names is recomputed. */
@Tag("slow")
@Tag("R30")
class OddRecordsTests {

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final SchemaPins pins = new SchemaPins(owner, Optional.empty());
    private final FactCodec codec = new FactCodec(pins);
    private ApplyingIntake intake;

    @BeforeEach
    void start() {
        pins.pin(Topic.MEMBERSHIPS, 1);
        pins.pin(Topic.PROVISIONING_TASKS, 2);
        pins.pin(Topic.USERS, 3);
        var source = database.dataSource("provisioning_worker");
        var jdbc = JdbcClient.create(source);
        var clock = Clock.systemUTC();
        var outbox = new Outbox(jdbc, codec, () -> {});
        var applying = new Applying(new MembershipStore(jdbc), new Aggregates(jdbc), outbox,
                ParkedAccountsForTests.create(jdbc, clock),
                new TransactionTemplate(new JdbcTransactionManager(source)), clock,
                new AppliedMeters(new SimpleMeterRegistry()));
        intake = new ApplyingIntake(codec, CausesForTests.create(), UndecodableRecordsForTests.create(jdbc, clock),
                applying, outbox);
    }

    private byte[] task(UUID account) {
        return codec.encode(Topic.PROVISIONING_TASKS,
                new ProvisioningTask(account, account, account, "t", "r", Instant.now()));
    }

    private long kept() {
        return owner.sql("select count(*) from membership.undecodable_record").query(Long.class).single();
    }

    private boolean hasTeams(UUID account) {
        return owner.sql("select count(*) from membership.team_member where account_id = :id").param("id", account)
                .query(Long.class).single() > 0;
    }

    private Directory everybodyInATeam(int accounts) {
        var directory = new Directory(owner, accounts, 1);
        owner.sql("insert into directory.group_member select organisation_id, :g, id, now() from directory.account")
                .param("g", new UUID(2, 0)).update();
        return directory;
    }

    @Test
    void r30_oddRecordsAreKeptAndTheirAccountsRecomputedWhereKeyOrValueNamesThem() {
        var directory = everybodyInATeam(2);
        var one = directory.accounts().get(0);
        var other = directory.accounts().get(1);
        var odd = OddRecords.of(Topic.USERS.topicName(), one.toString(), task(one));
        intake.handle(odd);
        assertThat(kept()).isEqualTo(odd.size());
        assertThat(hasTeams(one)).isTrue();
        assertThat(hasTeams(other)).isFalse();
        intake.handle(
                List.of(new ConsumerRecord<>(Topic.PROVISIONING_TASKS.topicName(), 0, 1, "no uuid", task(other))));
        assertThat(hasTeams(other)).isTrue();
    }

    /** Whoever wrote it, it wakes us up; what it says of itself stands in no fact of ours. */
    @Test
    @Tag("R36d")
    void r36d_whatIsNotKnownToBeOursIsRecomputedAndNotBelieved() {
        var accounts = everybodyInATeam(2).accounts();
        var forged = new ProducerRecord<>(Topic.PROVISIONING_TASKS.topicName(), "k", task(accounts.get(0)));
        var real = CausesForTests.MACS
                .sign(new ProducerRecord<>(Topic.PROVISIONING_TASKS.topicName(), "k", task(accounts.get(1))));
        intake.handle(List.of(read(forged, 0), read(real, 1)));

        assertThat(hasTeams(accounts.get(0))).isTrue();
        var causes = owner.sql("select payload from membership.outbox").query((row, _) -> row.getBytes(1)).list()
                .stream()
                .map(payload -> codec.decode(payload, MembershipFact.class).getHeader())
                .collect(Collectors.toMap(FactHeader::getRequestId, h -> h.getCauseEventId().orElseThrow()));
        assertThat(causes).isEqualTo(Map.of("unknown", new UUID(0, 0), "r", accounts.get(1)));
    }

    private static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> written, long offset) {
        var record = new ConsumerRecord<>(written.topic(), 0, offset, written.key(), written.value());
        written.headers().forEach(record.headers()::add);
        return record;
    }

    @Test
    void r30_keptAgainARecordCountsItsAttempts() {
        var odd = OddRecords.of(Topic.USERS.topicName(), "k", new byte[]{1});
        intake.handle(odd);
        intake.handle(odd);
        assertThat(kept()).isEqualTo(odd.size());
        assertThat(owner.sql("select distinct attempts from membership.undecodable_record").query(Integer.class)
                .list()).containsExactly(2);
    }

    @Test
    void r30_randomBytesNeverThrow() {
        var random = new Random(Long.getLong("scim.test.seed", 20_261_125L));
        for (int i = 0; i < 300; i++) {
            var bytes = random.nextBoolean() ? new byte[random.nextInt(60)] : task(new UUID(1, 1));
            for (int flips = 0; flips < 6 && bytes.length > 5; flips++) {
                bytes[5 + random.nextInt(bytes.length - 5)] = (byte) random.nextInt();
            }
            intake.handle(List.of(new ConsumerRecord<>(Topic.PROVISIONING_TASKS.topicName(), 0, i, null, bytes)));
        }
        assertThat(kept()).isPositive();
    }
}
