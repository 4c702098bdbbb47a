package com.scrydon.scim.eventlog.relay;

import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What an operator does with published facts that the audit index has passed without taking them and will not take by itself: they
 * have no MAC, being older than MACs, or more came than the sink keeps. They go back into the outbox and are published again,
 * signed, with the ids and numbers that they had. Readers see them a second time; the state topics have them, or later ones of their
 * keys, and stay as they are. The operation can be repeated.
 */
public final class NotIndexed {

    private static final String USE_SCHEMA = "select set_config('search_path', :schema, true)";
    /** The last batch stays until there is a later one: by its facts in the outbox the relay would know a restored database. */
    private static final String TAKE_BACK = """
            with again as (
                select d.id from outbox_published d
                where d.not_indexed_at is not null and d.batch < (select r.relay_batch from relay r)
                    and not audit.has_fact(d.event_id, d.occurred_at, d.topic, d.topic_id, d.partition, d."offset")),
            taken as (
                delete from outbox_published where id = any (array(select id from again))
                returning id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at)
            insert into outbox (id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at, without_twin)
            overriding system value
            select id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at, true from taken
            """;

    private final JdbcClient owner;
    private final TransactionTemplate transaction;

    /**
     * Works on one database.
     *
     * @param owner connections of the owner of the schemas
     */
    public NotIndexed(DataSource owner) {
        this.owner = JdbcClient.create(owner);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
    }

    /**
     * Takes them back; answers how many.
     *
     * @param schema of the outbox: {@code directory}, {@code membership} or {@code audit}
     */
    public int publishAgain(String schema) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var _ = owner.sql(USE_SCHEMA).param("schema", schema).query(String.class).single();
            return owner.sql(TAKE_BACK).update();
        }));
    }
}
