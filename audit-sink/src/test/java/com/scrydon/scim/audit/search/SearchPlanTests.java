package com.scrydon.scim.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.audit.TestFacts;
import com.scrydon.scim.testkit.TestPostgres;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The statement of a page finds its index, where a filter has one, and its order where it has none. */
@Tag("R32")
class SearchPlanTests {

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @BeforeEach
    void records() {
        owner.sql("""
                insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition,
                    topic_id, "offset", chain_position, raw, salt, leaf)
                select now(), gen_random_uuid(), :organisation, case when n % 5000 = 0 then 'rare.' || n else 'often.' || n % 9 end,
                    timestamptz '2026-01-01' + n * interval '1 minute', 'token', 'actor-' || n % 2000, 'okta',
                    'request-' || n, 'success', '[]', array['name-' || n], '{}', n, 'x', 0, 'i', n, n, '', '', sha256('')
                from generate_series(1, 20000) n
                """).param("organisation", TestFacts.ORGANISATION).update();
        owner.sql("vacuum analyze audit.record").update();
    }

    @Test
    void r32_aFilterIsServedByTheIndexOfItsAttribute() {
        assertThat(plan("type sw \"rare.\"")).contains("type_", "~>=~ 'rare.'");
        assertThat(plan("type eq \"rare.5000\"")).contains("type_", "= 'rare.5000'");
        assertThat(plan("target eq \"Name-77\"")).contains("target_names",
                "Recheck Cond: (target_names @> '{name-77}'");
        assertThat(plan("actor.id eq \"actor-77\"")).contains("Index Cond", "(actor_id = 'actor-77'");
        assertThat(plan("requestId eq \"request-77\"")).contains("Index Cond", "(request_id = 'request-77'");
        assertThat(plan("occurredAt ge \"2026-01-02T00:00:00Z\" and occurredAt lt \"2026-01-02T00:05:00Z\""))
                .contains("Index Cond", "(occurred_at >= ", "(occurred_at < ");
    }

    @Test
    void r32_aPageOfManyIsReadInItsOrder() {
        assertThat(plan("target co \"name\"")).contains("_id_idx", "Filter:").doesNotContain("Seq Scan");
        assertThat(plan("type sw \"often.\"")).doesNotContain("Seq Scan");
    }

    private String plan(String filter) {
        var condition = RecordFilters.compile(filter);
        return String.join("\n", owner.sql("explain " + condition.in(RecordSearch.PART)).params(condition.parameters())
                .param("organisation", TestFacts.ORGANISATION).param("before", Long.MAX_VALUE).param("count", 51)
                .param("room", 1L << 20).query(String.class).list());
    }
}
