package com.scrydon.scim.ctl.restore;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.KeyRing;
import com.scrydon.scim.eventlog.authenticity.Truth;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.TopicReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine;

/** {@code scimctl restore --republish} against a Kafka that has nothing. */
@Tag("slow")
@Tag("R28b")
class RestoreTests {

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @Test
    void r28b_withoutTheKeysOfFactsItSaysWhichOptionNamesThem() {
        var said = new StringWriter();

        var status = new CommandLine(new RestoreCommand(_ -> "postgres")).setErr(new PrintWriter(said, true))
                .execute("--republish", "--jdbc-url", database.url(), "--kafka", TestKafka.bootstrapServers());

        assertThat(status).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(said.toString()).startsWith("--republish needs --fact-keys FILE (or SCIM_FACTS_KEYS_FILE)");
    }

    @Test
    void r28b_keptFactsGoBackInOrderTheGateOpensAndEveryAccountIsRecomputed() {
        var pins = new SchemaPins(owner, Optional.empty());
        for (var topic : Topic.values()) {
            pins.pin(topic, topic.name().hashCode() & 0xffff);
        }
        var organisation = UUID.randomUUID();
        owner.sql("insert into directory.organisation (id, slug, name) values (:id, 'o', 'O')")
                .param("id", organisation).update();
        owner.sql("""
                insert into directory.account (organisation_id, kind, user_name, email, created_at, last_modified_at)
                select :o, 'person', n || '@example.com', n || '@example.com', now(), now()
                from generate_series(1, 3) n
                """).param("o", organisation).update();
        owner.sql("""
                insert into directory.outbox_published (id, event_id, organisation_id, topic, key, event_seq, type,
                    payload, occurred_at, batch, partition, "offset", topic_id, published_at)
                select n, gen_random_uuid(), :o, 'scim.users.v1', 'k', n, 't', 'x', now(), n, 0, n, 'old', now()
                from generate_series(1, 4) n
                """).param("o", organisation).update();
        owner.sql("""
                insert into audit.record (recorded_at, event_id, organisation_id, type, occurred_at, actor_kind, actor_id,
                    actor_display, request_id, outcome, targets, target_names, changes, event_seq, topic, partition,
                    topic_id, "offset", chain_position, raw, salt, leaf)
                select now(), event_id, organisation_id, type, occurred_at, 'system', 'a', 'a', 'r', 'success', '[]', '{}',
                    '{}', event_seq, topic, partition, topic_id, "offset", 1, payload, '', sha256('')
                from directory.outbox_published where event_seq <= 2
                """).update();
        owner.sql("update directory.relay set relay_batch = 4, gate_closed_because = 'lost', gate_closed_at = now()")
                .update();

        var status = new CommandLine(new RestoreCommand(_ -> "postgres")).execute("--republish", "--jdbc-url",
                database.url(), "--kafka", TestKafka.bootstrapServers(), "--fact-keys", TestKeys.file().toString());

        assertThat(status).isZero();
        assertThat(owner.sql("select event_seq from directory.outbox order by id").query(Long.class).list())
                .containsExactly(3L, 4L);
        assertThat(owner.sql("select relay_batch || ' ' || (gate_closed_because is null) from directory.relay")
                .query(String.class).single()).isEqualTo("0 true");
        var codec = new FactCodec(pins);
        var macs = new FactMac(() -> KeyRing.parse(TestKeys.RING));
        assertThat(TopicReader.readAll(TestKafka.bootstrapServers(), Topic.PROVISIONING_TASKS.topicName()).stream()
                .filter(r -> macs.verify(r) instanceof Truth.True)
                .map(r -> codec.decode(r.value(), ProvisioningTask.class)).filter(
                        task -> task.getOrganisationId().equals(organisation)))
                .hasSize(3);
    }
}
