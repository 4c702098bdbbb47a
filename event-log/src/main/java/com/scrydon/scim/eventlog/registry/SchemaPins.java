package com.scrydon.scim.eventlog.registry;

import com.scrydon.scim.eventlog.codec.PublishedSchema;
import com.scrydon.scim.eventlog.codec.SchemaLookup;
import com.scrydon.scim.eventlog.codec.UnpinnedSchemaException;
import com.scrydon.scim.schemas.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Schema ids pinned in Postgres by the deploy step. What is pinned is read once and kept; ids that nobody pinned are
 * looked up in the registry. Failures are never kept.
 */
public final class SchemaPins implements SchemaLookup {

    private static final String FIND_ID = """
            select schema_id from ops.schema_pin where subject = :subject and fingerprint = :fingerprint
            """;
    private static final String FIND_SCHEMA = """
            select schema from ops.schema_pin where schema_id = :id limit 1
            """;
    private static final String PIN = """
            insert into ops.schema_pin (subject, fingerprint, schema_id, schema)
            values (:subject, :fingerprint, :id, :schema)
            on conflict (subject, fingerprint) do update set schema_id = excluded.schema_id
            """;

    private final JdbcClient jdbc;
    private final Optional<SchemaRegistry> registry;
    private final Map<Topic, Integer> ids = new ConcurrentHashMap<>();
    private final Map<Integer, Schema> schemas = new ConcurrentHashMap<>();

    public SchemaPins(JdbcClient jdbc, Optional<SchemaRegistry> registry) {
        this.jdbc = jdbc;
        this.registry = registry;
    }

    /** Pins the id under which the topic's present schema is registered. Needs the owner's role. */
    public void pin(Topic topic, int id) {
        var published = PublishedSchema.of(topic.schema());
        jdbc.sql(PIN).param("subject", topic.subject()).param("fingerprint", published.fingerprint()).param("id", id)
                .param("schema", published.schema().toString()).update();
    }

    /** The pinned id of the topic's present schema, if the deploy step has been here. */
    public Optional<Integer> find(Topic topic) {
        return jdbc.sql(FIND_ID).param("subject", topic.subject())
                .param("fingerprint", PublishedSchema.of(topic.schema()).fingerprint()).query(Integer.class)
                .optional();
    }

    @Override
    public int idFor(Topic topic) {
        return ids.computeIfAbsent(topic, t -> find(t).orElseThrow(() -> new UnpinnedSchemaException(t.subject())));
    }

    @Override
    public Schema byId(int id) {
        return schemas.computeIfAbsent(id, this::read);
    }

    private Schema read(int id) {
        var pinned = jdbc.sql(FIND_SCHEMA).param("id", id).query(String.class).optional();
        if (pinned.isPresent()) {
            return new Schema.Parser().parse(pinned.get());
        }
        return registry.orElseThrow(() -> new com.scrydon.scim.eventlog.codec.UnknownSchemaException(id)).byId(id);
    }
}
