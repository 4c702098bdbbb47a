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

    private static Refusal refusal(String source, boolean known, String endpoint) {
        var actor = Actor.newBuilder().setKind("token").setId(source).setDisplay("okta").build();
        return new Refusal(new UUID(0, 1), source, known,
                new RefusedRequest("POST", "/x", endpoint, 409, "uniqueness", "taken"),
                new FactContext(actor, "r", null, "127.0.0.1", Instant.parse("2026-01-01T10:00:00Z")));
    }
}
