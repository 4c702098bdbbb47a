package com.scrydon.scim.worker.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.testkit.TestPostgres;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
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
        var plan = String.join("\n", worker.sql("explain " + EffectStore.NOT_INDEXED)
                .param("account", new UUID(1, 1).toString()).param("limit", 1_000).query(String.class).list());
        assertThat(plan).contains("outbox_published_key").doesNotContain("Seq Scan on outbox_published");
    }

    /** The head of a topic that was deleted says nothing about the one that was made anew, whose offsets begin at 0 again. */
    @Test
    void r38_factsOfATopicMadeAnewAreNotTakenForIndexedOnes() {
        var account = UUID.randomUUID().toString();
        owner.sql("""
                insert into membership.outbox_published (id, event_id, organisation_id, topic, topic_id, key, event_seq, type,
                    payload, occurred_at, batch, partition, "offset", published_at)
                values (1, uuidv7(), uuidv7(), 'scim.memberships.v1', 'anew', :account, 1, 'scim.membership.changed', '',
                    now(), 1, 0, 3, now())
                """).param("account", account).update();
        kept("old", 3);
        assertThat(notIndexed(account)).isEqualTo(1);
        kept("anew", 2);
        assertThat(notIndexed(account)).isEqualTo(1);
        kept("anew", 3);
        assertThat(notIndexed(account)).isZero();
    }

    private void kept(String topicId, long offset) {
        owner.sql("""
                insert into audit.undecodable_record (topic, partition, topic_id, "offset", chain_position, salt, leaf, cause,
                    recorded_at)
                select 'scim.memberships.v1', 0, :topic, :offset, count(*) + 1, '', sha256(''), 'test', now()
                from audit.undecodable_record
                """).param("topic", topicId).param("offset", offset).update();
    }

    private int notIndexed(String account) {
        return worker.sql(EffectStore.NOT_INDEXED).param("account", account).param("limit", 1_000)
                .query((row, _) -> row.getBytes(1)).list().size();
    }

    /** Each statement about a past moment reads the story of the keys it is about. */
    @Test
    void r38_theStoryOfAKeyIsFoundByItsKey() {
        owner.sql("""
                insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition,
                    topic_id, "offset", key, chain_position, raw, salt, leaf)
                select now(), uuidv7(), :organisation, 'scim.user.updated', now(), 'system', 'w', 'w', 'r', 'success', '[]',
                    array[n::text], '{}', 1, 'scim.users.v1', 0, 't', n, uuidv7()::text, n, '', '', sha256('')
                from generate_series(1, :facts) n
                """).param("facts", FACTS).param("organisation", new UUID(7, 7)).update();
        owner.sql("analyze audit.record").update();
        for (var statement : List.of(AuditedDirectory.ACCOUNT, AuditedDirectory.NESTINGS, AuditedDirectory.DIRECT,
                AuditedDirectory.NAMES, AuditedDirectory.BY_HAND, AuditedDirectory.KEPT, AuditedDirectory.TEAM,
                EffectStore.NEWEST_BY)) {
            assertThat(plan(statement)).as(statement).contains("Index").doesNotContain("Seq Scan on record");
        }
    }

    private String plan(String statement) {
        var id = new UUID(1, 1).toString();
        var ids = "[{\"id\": \"" + id + "\"}]";
        return String.join("\n", worker.sql("explain " + statement).param("organisation", new UUID(7, 7))
                .param("at", OffsetDateTime.now(ZoneOffset.UTC)).param("account", id).param("team", id)
                .param("groups", new String[]{id, new UUID(1, 2).toString()}).param("member", ids).param("named", ids)
                .query(String.class).list());
    }
}
