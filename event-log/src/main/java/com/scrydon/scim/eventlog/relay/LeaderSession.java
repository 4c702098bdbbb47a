package com.scrydon.scim.eventlog.relay;

import com.scrydon.scim.eventlog.gate.GateRow;
import com.scrydon.scim.eventlog.gate.StoreLook;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * One connection of its own, outside any pool, that holds the relay's leadership and does all its reading and moving:
 * losing the connection loses the leadership, so that a statement of a former leader cannot succeed. Thread-safe, since
 * a heartbeat keeps the session awake while Kafka is slow.
 */
final class LeaderSession implements AutoCloseable {

    /** A leader that is frozen this long loses its session, and with it the lock. */
    static final String IDLE_SESSION_TIMEOUT = "5s";

    /** Shorter than the socket's time-out: what the leader no longer waits for must not go on, holding its lock. */
    static final String STATEMENT_TIMEOUT = "8s";

    /**
     * No plan depends on what the planner believes of tables that are empty most of the time, and a statement whose client
     * is gone ends within a second (docs/decisions/016-plans.md).
     */
    private static final String SETTINGS = """
            set idle_session_timeout = '%1$s'; set idle_in_transaction_session_timeout = '%1$s';
            set statement_timeout = '%2$s'; set client_connection_check_interval = '1s';
            set plan_cache_mode = force_generic_plan; set enable_seqscan = off
            """.formatted(IDLE_SESSION_TIMEOUT, STATEMENT_TIMEOUT);
    private static final String TRY_LOCK = "select pg_try_advisory_lock(hashtextextended('scim-relay-' || ?, 0))";
    private static final String UNPUBLISHED = """
            select q.id, q.event_id, q.organisation_id, q.topic, q.key, q.event_seq, q.type, q.payload, q.occurred_at,
                q.without_twin
            from (
                select p.*, sum(octet_length(p.payload)) over (order by p.id rows unbounded preceding) as bytes
                from (
                    select o.*
                    from outbox o
                    where (o.topic, o.key) not in (select r.topic, r.key from outbox r where r.refused_because is not null)
                    order by o.id
                    limit ?) p) q
            where q.bytes - octet_length(q.payload) < ?
            order by q.id
            """;
    /** Payloads of a batch: it is in memory, and in the producer's, as a whole, and no organisation decides how much that is. */
    static final int MOST_BYTES = 4 << 20;
    private static final String FIND_EVENTS = "select event_id from outbox where event_id = any (?)";
    /** Each row is found by an index and deleted by another, and no two sets are joined: linear under any plan. */
    private static final String MOVE = """
            with kept as (
                insert into outbox_published
                    (id, event_id, organisation_id, topic, key, event_seq, type, payload, occurred_at, batch, partition,
                     "offset", topic_id, published_at)
                select o.id, o.event_id, o.organisation_id, o.topic, o.key, o.event_seq, o.type, o.payload,
                    o.occurred_at, ?, p.partition, p."offset", i.topic_id, clock_timestamp()
                from unnest(?::uuid[], ?::integer[], ?::bigint[]) as p (event_id, partition, "offset")
                cross join lateral (select * from outbox w where w.event_id = p.event_id offset 0) o
                left join unnest(?::text[], ?::text[]) as i (topic, topic_id) on i.topic = o.topic
                returning id, topic, topic_id),
            taken as (
                delete from outbox where id = any (array(select id from kept)) returning id)
            select (select count(*) from kept), (select count(*) from taken),
                (select coalesce(jsonb_object_agg(k.topic, k.topic_id), '{}')::text
                 from (select distinct topic, topic_id from kept where topic_id is not null) k)
            """;
    private static final String ADVANCE = """
            update relay set relay_batch = ?, topic_ids = topic_ids || ?::jsonb, signed = true
            where name = ? and relay_batch = ? - 1
            """;
    private static final String MADE_ANEW = """
            select known.topic from relay r, jsonb_each_text(r.topic_ids) as known (topic, topic_id)
            join unnest(?::text[], ?::text[]) as found (topic, topic_id) on found.topic = known.topic
            where r.name = ? and found.topic_id <> known.topic_id
            order by known.topic
            """;
    private static final String REFUSE = "update outbox set refused_because = ? where id = ?";
    /** What the index has taken goes; what it has passed without, since its ring lacks a key, is set aside for later. */
    private static final String FORGET_INDEXED = """
            , gone as (
                delete from outbox_published where id = any (array(select id from found where indexed)) returning id),
            aside as (
                update outbox_published set not_indexed_at = clock_timestamp()
                where id = any (array(select id from found where not indexed)) returning id)
            select (select count(*) from gone), (select count(*) from aside)
            """;
    private static final String PRUNE = """
            with found as (
                select p.id, p.indexed from audit.chain_head h
                cross join lateral (
                    select d.id, audit.has_fact(d.event_id, d.occurred_at, d.topic, d.topic_id, d.partition, d."offset")
                        as indexed
                    from outbox_published d
                    where d.topic = h.topic and d.partition = h.partition and d."offset" <= h.last_offset
                        and d.topic_id = h.topic_id and d.not_indexed_at is null
                    order by d."offset" offset 0) p
                limit ?)
            """ + FORGET_INDEXED;
    private static final String PRUNE_ASIDE = """
            with found as (
                select d.id, audit.has_fact(d.event_id, d.occurred_at, d.topic, d.topic_id, d.partition, d."offset")
                    as indexed
                from outbox_published d where d.not_indexed_at is not null order by d.not_indexed_at limit ?)
            """ + FORGET_INDEXED;
    /** Of those that were set aside, at a time. */
    private static final int ASIDE_LIMIT = 1_000;

    private final Connection connection;
    private final String relay;

    private LeaderSession(Connection connection, String relay) {
        this.connection = connection;
        this.relay = relay;
    }

    /** Opens a session that tries to lead; empty if another one leads. */
    static Optional<LeaderSession> tryLead(ConnectionSource source, String relay) throws SQLException {
        var connection = source.connect();
        try {
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS);
            }
            try (PreparedStatement lock = connection.prepareStatement(TRY_LOCK)) {
                lock.setString(1, relay);
                if (single(lock).getBoolean(1)) {
                    return Optional.of(new LeaderSession(connection, relay));
                }
            }
        } catch (Throwable e) {
            // Whatever it is: a forgotten session would lead for ever.
            connection.close();
            throw e;
        }
        connection.close();
        return Optional.empty();
    }

    /** Where leader connections come from. */
    @FunctionalInterface
    interface ConnectionSource {
        Connection connect() throws SQLException;
    }

    synchronized void heartbeat() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        }
    }

    synchronized StoreLook look() throws SQLException {
        return StoreLook.at(connection, relay);
    }

    /**
     * The oldest unpublished facts in the order of ids, without the keys that a refused fact parks: fewer than the limit where they come to
     * {@value #MOST_BYTES} bytes, but one at least.
     */
    synchronized List<OutboxRow> unpublished(int limit) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(UNPUBLISHED)) {
            query.setInt(1, limit);
            query.setInt(2, MOST_BYTES);
            try (ResultSet row = query.executeQuery()) {
                List<OutboxRow> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(new OutboxRow(row.getLong(1), row.getObject(2, UUID.class), row.getObject(3, UUID.class),
                            row.getString(4), row.getString(5), Optional.ofNullable(row.getObject(6, Long.class)),
                            row.getString(7), row.getBytes(8), row.getObject(9, OffsetDateTime.class).toInstant(),
                            row.getBoolean(10)));
                }
                return rows;
            }
        }
    }

    /** Which of the facts are still in the outbox. */
    synchronized Set<UUID> stillUnpublished(Collection<UUID> eventIds) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(FIND_EVENTS)) {
            query.setArray(1, array("uuid", eventIds.toArray()));
            try (ResultSet row = query.executeQuery()) {
                Set<UUID> found = new HashSet<>();
                while (row.next()) {
                    found.add(row.getObject(1, UUID.class));
                }
                return found;
            }
        }
    }

    /**
     * Moves the facts of a published batch and counts the batch, in one transaction; all of them or none.
     *
     * @param topicIds ids of the topics that they were published into
     */
    synchronized void move(long batch, Map<UUID, Position> positions, Map<String, String> topicIds)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            var moved = moveRows(batch, positions, topicIds);
            if (moved.kept() != positions.size() || moved.taken() != positions.size()
                    || advance(batch, moved.topicIds()) != 1) {
                throw new SQLException(
                        "batch " + batch + ": kept " + moved.kept() + " and took " + moved.taken() + " of "
                                + positions.size() + " facts; the database is not the one that was read");
            }
            connection.commit();
        } catch (SQLException e) {
            rollback(e);
            throw e;
        } finally {
            if (!connection.isClosed()) {
                connection.setAutoCommit(true);
            }
        }
    }

    /** @param topicIds of the topics that the rows lie in, as JSON */
    private record Moved(int kept, int taken, String topicIds) {}

    private Moved moveRows(long batch, Map<UUID, Position> positions, Map<String, String> topicIds)
            throws SQLException {
        var topics = List.copyOf(topicIds.entrySet());
        var entries = List.copyOf(positions.entrySet());
        try (PreparedStatement move = connection.prepareStatement(MOVE)) {
            move.setLong(1, batch);
            move.setArray(2, array("uuid", entries.stream().map(Map.Entry::getKey).toArray()));
            move.setArray(3, array("int4", entries.stream().map(e -> e.getValue().partition()).toArray()));
            move.setArray(4, array("int8", entries.stream().map(e -> e.getValue().offset()).toArray()));
            move.setArray(5, array("text", topics.stream().map(Map.Entry::getKey).toArray()));
            move.setArray(6, array("text", topics.stream().map(Map.Entry::getValue).toArray()));
            var row = single(move);
            return new Moved(row.getInt(1), row.getInt(2), row.getString(3));
        }
    }

    private int advance(long batch, String topicIds) throws SQLException {
        try (PreparedStatement advance = connection.prepareStatement(ADVANCE)) {
            advance.setLong(1, batch);
            advance.setString(2, topicIds);
            advance.setString(3, relay);
            advance.setLong(4, batch);
            return advance.executeUpdate();
        }
    }

    /** Names of the topics that the relay has published into under another id than they have now. */
    synchronized List<String> topicsMadeAnew(Map<String, String> topicIds) throws SQLException {
        var topics = List.copyOf(topicIds.entrySet());
        try (PreparedStatement query = connection.prepareStatement(MADE_ANEW)) {
            query.setArray(1, array("text", topics.stream().map(Map.Entry::getKey).toArray()));
            query.setArray(2, array("text", topics.stream().map(Map.Entry::getValue).toArray()));
            query.setString(3, relay);
            try (ResultSet row = query.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (row.next()) {
                    names.add(row.getString(1));
                }
                return names;
            }
        }
    }

    synchronized void closeGate(String because) throws SQLException {
        GateRow.closeByMarker(connection, relay, because);
    }

    /** Opens the gate again that a relay has closed. */
    synchronized void openGate() throws SQLException {
        GateRow.open(connection, relay);
    }

    /** Parks the row's key: its facts wait until an operator decides, the others go on. */
    synchronized void refuse(long rowId, String reason) throws SQLException {
        try (PreparedStatement refuse = connection.prepareStatement(REFUSE)) {
            refuse.setString(1, reason);
            refuse.setLong(2, rowId);
            refuse.executeUpdate();
        }
    }

    /** Deletes published facts that the audit index has taken, of at most {@code limit} that it has passed; answers how many. */
    synchronized int prune(int limit) throws SQLException {
        return pruned(PRUNE, limit) + pruned(PRUNE_ASIDE, Math.min(limit, ASIDE_LIMIT));
    }

    private int pruned(String statement, int limit) throws SQLException {
        try (PreparedStatement prune = connection.prepareStatement(statement)) {
            prune.setInt(1, limit);
            return single(prune).getInt(1);
        }
    }

    private void rollback(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }

    private Array array(String type, Object[] values) throws SQLException {
        return connection.createArrayOf(type, values);
    }

    private static ResultSet single(PreparedStatement query) throws SQLException {
        query.closeOnCompletion();
        var result = query.executeQuery();
        if (!result.next()) {
            throw new SQLException("expected one row from: " + query);
        }
        return result;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
