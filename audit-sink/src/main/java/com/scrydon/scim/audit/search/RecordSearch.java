package com.scrydon.scim.audit.search;

import com.scrydon.scim.language.sql.SqlCondition;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads pages of an organisation's records. */
@Component
class RecordSearch {

    /** Targets and changes together make almost all of a record: those of the first ones only, until they are too many bytes. */
    static final String PART = """
            select * from (
                select p.*, sum(octet_length(p.targets) + octet_length(p.changes))
                    over (order by p.id desc rows unbounded preceding) as bytes
                from (
                    select r.id, r.event_id, r.type, r.occurred_at, r.recorded_at, r.actor_kind, r.actor_id,
                        r.actor_display, r.targets::text as targets, r.outcome, r.request_id, r.remote_address,
                        r.changes::text as changes, r.event_seq, r.topic, r.partition, r."offset"
                    from audit.record r
                    where r.organisation_id = :organisation and r.id < :before and ({condition})
                    order by r.id desc
                    limit :count
                ) p
            ) q
            where q.bytes - octet_length(q.targets) - octet_length(q.changes) <= :room
            order by q.id desc
            """;
    private static final int MOST_BYTES = 1 << 20;
    /** What Postgres looks at without giving it is a part at most. */
    private static final int PART_ROWS = 51;

    private final JdbcClient jdbc;

    RecordSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** So many records, or fewer where these are 1 MiB together: its cursor leads on. */
    AuditPage page(UUID organisation, SqlCondition condition, Cursor cursor, int count) {
        var records = new ArrayList<AuditRecord>();
        var from = cursor;
        long room = MOST_BYTES;
        while (records.size() <= count) {
            int wanted = Math.min(PART_ROWS, count + 1 - records.size());
            var part = part(organisation, condition, from, wanted, room);
            part.forEach(one -> records.add(one.record()));
            room -= part.isEmpty() ? 0 : part.getLast().bytes();
            if (room < 0) {
                return AuditPage.cut(records.subList(0, Math.min(count, records.size())));
            }
            if (part.size() < wanted) {
                break;
            }
            from = new Cursor(records.getLast().number());
        }
        return AuditPage.of(List.copyOf(records), count);
    }

    /** A record, and the bytes of its part up to it. */
    private record Sized(AuditRecord record, long bytes) {}

    private List<Sized> part(UUID organisation, SqlCondition condition, Cursor from, int count, long room) {
        return jdbc.sql(condition.in(PART)).params(condition.parameters())
                .param("organisation", organisation).param("before", from.before()).param("count", count)
                .param("room", room).query((row, n) -> new Sized(record(row), row.getLong("bytes"))).list();
    }

    private static AuditRecord record(ResultSet row) throws SQLException {
        return new AuditRecord(row.getLong("id"), row.getString("event_id"), row.getString("type"),
                moment(row, "occurred_at"), moment(row, "recorded_at"),
                new AuditRecord.ActorView(row.getString("actor_kind"), row.getString("actor_id"),
                        row.getString("actor_display")),
                row.getString("targets"), row.getString("outcome"), row.getString("request_id"),
                row.getString("remote_address"), row.getString("changes"), row.getLong("event_seq"),
                new AuditRecord.Source(row.getString("topic"), row.getInt("partition"), row.getLong("offset")));
    }

    private static Instant moment(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
