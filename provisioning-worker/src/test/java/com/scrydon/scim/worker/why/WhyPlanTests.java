package com.scrydon.scim.worker.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.TestPostgres;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What "why" reads depends on one account's facts, not on how many facts there are. */
@Tag("R38")
class WhyPlanTests {

    private static final int FACTS = 20_000;

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final JdbcClient worker = JdbcClient.create(database.dataSource("provisioning_worker"));

    /** As a fan-out leaves it while the audit sink is down. */
    @Test
    void r38_factsThatAreNotIndexedYetAreFoundByTheirAccount() {
        owner.sql("""
                insert into membership.outbox_published (id, event_id, organisation_id, topic, key, event_seq, type, payload,
                    occurred_at, batch, partition, "offset", published_at)
                select n, uuidv7(), uuidv7(), 'scim.memberships.v1', uuidv7()::text, 1, 'scim.membership.changed',
                    decode(repeat('00', 300), 'hex'), now(), 1, n % 4, n, now()
                from generate_series(1, :facts) n
                """).param("facts", FACTS).update();
        owner.sql("analyze membership.outbox_published").update();
        var plan = String.join("\n", worker.sql("explain " + EndStore.NOT_INDEXED)
                .param("account", new UUID(1, 1).toString()).param("limit", 1_000).query(String.class).list());
        assertThat(plan).contains("outbox_published_key").doesNotContain("Seq Scan on outbox_published");
    }
}
