package com.scrydon.scim.eventlog.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestPostgres;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** Refusals on their way to the outbox: none holds up another (R31). */
class RefusalWriterTests {

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final RefusalLedger ledger = new RefusalLedger(20);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RefusalWriter writer;

    @BeforeEach
    void start() {
        var pins = new SchemaPins(owner, Optional.empty());
        pins.pin(Topic.ACCESS, 1);
        var ingress = database.dataSource("scim_ingress");
        var outbox = new Outbox(JdbcClient.create(ingress), new FactCodec(pins), () -> {});
        writer = new RefusalWriter(ledger, outbox, new DataSourceTransactionManager(ingress), meters);
    }

    @Test
    void r31_whatPostgresCannotHoldInAKeyIsToldWithoutIt() {
        ledger.note(refusal("sub\u0000ject", true, "/x"));
        ledger.note(refusal("scrydon_scim_abcdef", true, "/x"));
        writer.writeSingles();
        assertThat(keys()).containsExactly("sub?ject", "scrydon_scim_***");
    }

    @Test
    void r31_aFactThatCannotBeWrittenHoldsUpNoOther() {
        ledger.note(refusal("a", false, "/x"));
        ledger.note(refusal("b", false, "/" + "x".repeat(1_000_000)));
        ledger.note(refusal("b", false, "/" + "x".repeat(1_000_000)));
        ledger.note(refusal("c", false, "/x"));
        writer.writeCounts();
        assertThat(keys()).containsExactly("a", "c");
        assertThat(meters.counter("scim.refusals.dropped").count()).isEqualTo(2);
        assertThat(ledger.takeCounts()).isEmpty();
    }

    @Test
    void r31_aFactOfTheWrongShapeHoldsUpNoOther() {
        ledger.note(refusal("a", true, "/x"));
        ledger.note(refusal(new Actor(null, "b", "okta"), "b"));
        ledger.note(refusal("c", true, "/x"));
        writer.writeSingles();
        assertThat(keys()).containsExactly("a", "c");
        assertThat(meters.counter("scim.refusals.dropped").count()).isEqualTo(1);
    }

    /** Spring takes SQLSTATE class 54, such as an index entry that is too long, for a lack of resources. */
    @Test
    void r31_whatIsTooMuchForPostgresHoldsUpNoOther() {
        failFor("big", "54000");
        ledger.note(refusal("a", true, "/x"));
        ledger.note(refusal("big", true, "/x"));
        ledger.note(refusal("c", true, "/x"));
        writer.writeSingles();
        assertThat(keys()).containsExactly("a", "c");
        assertThat(meters.counter("scim.refusals.dropped").count()).isEqualTo(1);
    }

    @Test
    void r31_nothingIsLostIfPostgresGoesAwayWhileTheCulpritIsLookedFor() {
        failFor("away", "57P01");
        ledger.note(refusal("a", false, "/x"));
        ledger.note(refusal("b", false, "/" + "x".repeat(1_000_000)));
        ledger.note(refusal("away", false, "/x"));
        ledger.note(refusal("c", false, "/x"));
        writer.writeCounts();
        assertThat(keys()).containsExactly("a");
        owner.sql("drop trigger fail on directory.outbox").update();
        writer.writeCounts();
        assertThat(keys()).containsExactly("a", "away", "c");
        assertThat(meters.counter("scim.refusals.dropped").count()).isEqualTo(1);
    }

    @Test
    void r31_whoeverAsksIsToldWithoutWhatCannotBePrinted() {
        var raw = "scrydon_scim_abcdef";
        var told = refusal(new Actor("person", "sub\u0000ject", raw + "\r\n" + "x".repeat(1_000)), "s").context()
                .actor();
        assertThat(told.getId()).isEqualTo("sub?ject");
        assertThat(told.getDisplay()).startsWith("scrydon_scim_***??x").hasSizeLessThan(400);
    }

    @Test
    void r31_whileNoSchemaIsPinnedTheyWait() {
        owner.sql("delete from ops.schema_pin").update();
        ledger.note(refusal("a", true, "/x"));
        writer.writeSingles();
        new SchemaPins(owner, Optional.empty()).pin(Topic.ACCESS, 1);
        writer.writeSingles();
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void r31_aStoreThatIsAwayIsKnownWhateverWrapsIt() {
        var ingress = database.dataSource("scim_ingress");
        var away = new Outbox(JdbcClient.create(ingress), new FactCodec(new SchemaPins(owner, Optional.empty())),
                () -> {
                    throw new IllegalStateException("not now", new DataAccessResourceFailureException("no connection"));
                }, () -> {});
        ledger.note(refusal("a", true, "/x"));
        new RefusalWriter(ledger, away, new DataSourceTransactionManager(ingress), meters).writeSingles();
        assertThat(meters.counter("scim.refusals.dropped").count()).isZero();
        writer.writeSingles();
        assertThat(keys()).containsExactly("a");
    }

    @Test
    void r31_whileNothingCanBeWrittenTheyWait() throws Exception {
        ledger.note(refusal("a", true, "/x"));
        owner.sql("revoke insert on directory.outbox from scim_ingress").update();
        writer.writeSingles();
        assertThat(keys()).isEmpty();
        owner.sql("grant insert on directory.outbox to scim_ingress").update();
        writer.writeSingles();
        assertThat(keys()).containsExactly("a");
    }

    private List<String> keys() {
        return owner.sql("select key from directory.outbox order by id").query(String.class).list();
    }

    /** Has Postgres refuse this key. */
    private void failFor(String key, String sqlState) {
        owner.sql("""
                create function directory.fail() returns trigger language plpgsql as $$
                begin raise exception 'refused' using errcode = tg_argv[0]; end $$
                """).update();
        owner.sql("create trigger fail before insert on directory.outbox for each row when (new.key = '" + key
                + "') execute function directory.fail('" + sqlState + "')").update();
    }

    private static Refusal refusal(String source, boolean known, String endpoint) {
        return refusal(new Actor("token", source, "okta"), source, known, endpoint);
    }

    private static Refusal refusal(Actor actor, String source) {
        return refusal(actor, source, true, "/x");
    }

    private static Refusal refusal(Actor actor, String source, boolean known, String endpoint) {
        return new Refusal(new UUID(0, 1), source, known,
                new RefusedRequest("POST", "/x", endpoint, 409, "uniqueness", "taken"),
                new FactContext(actor, "r", null, "127.0.0.1", Instant.parse("2026-01-01T10:00:00Z")));
    }
}
