package com.scrydon.scim.audit.search;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads pages of an organisation's records. */
@Component
class RecordSearch {

    private static final String PAGE = """
            select r.id, r.event_id, r.type, r.occurred_at, r.recorded_at, r.actor_kind, r.actor_id, r.actor_display,
                r.targets::text as targets, r.outcome, r.request_id, r.remote_address, r.changes::text as changes,
                r.event_seq, r.topic, r.partition, r."offset"
            from audit.record r
            where r.organisation_id = :organisation and r.id < :before and (/* filter */)
            order by r.id desc
            limit :count
            """;

    private final JdbcClient jdbc;

    RecordSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    AuditPage page(UUID organisation, Condition condition, Cursor cursor, int count) {
        // The condition is made of the compiler's own pieces; every value is a parameter.
        var records = jdbc.sql(PAGE.replace("/* filter */", condition.sql())).params(condition.parameters())
                .param("organisation", organisation).param("before", cursor.before()).param("count", count + 1)
                .query((row, n) -> record(row)).list();
        return AuditPage.of(List.copyOf(records), count);
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
