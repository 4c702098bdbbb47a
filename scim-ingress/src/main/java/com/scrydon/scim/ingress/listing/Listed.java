package com.scrydon.scim.ingress.listing;

import com.scrydon.scim.eventlog.outbox.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/**
 * A row of a list, with its place.
 *
 * @param <R> of the row
 * @param sortKey value of the order that the request asked for; empty if the row has none
 */
public record Listed<R>(R row, UUID id, Instant createdAt, Optional<String> sortKey) {

    /** Reads rows that have the columns {@code id}, {@code created_at} and {@code sort_key} besides their own. */
    public static <R> RowMapper<Listed<R>> mapper(RowMapper<R> own) {
        return (row, number) -> new Listed<>(own.mapRow(row, number), row.getObject("id", UUID.class),
                Moments.read(row, "created_at"), key(row));
    }

    private static Optional<String> key(ResultSet row) throws SQLException {
        return Optional.ofNullable(row.getString("sort_key"));
    }

    Position position() {
        return new Position(sortKey, createdAt, id);
    }
}
