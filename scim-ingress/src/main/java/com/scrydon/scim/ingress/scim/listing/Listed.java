package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.eventlog.outbox.Moments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;

/**
 * A place in a list.
 *
 * @param <R> of the row
 * @param row at the place; empty if it is read later
 * @param sortKey value of the order that the request asked for; empty if the row has none
 */
public record Listed<R>(Optional<R> row, UUID id, Instant createdAt, Optional<String> sortKey) {

    /** A place whose row is read when its turn has come. */
    public Listed(UUID id, Instant createdAt) {
        this(Optional.empty(), id, createdAt, Optional.empty());
    }

    /** Reads rows that have the columns {@code id}, {@code created_at} and {@code sort_key} besides their own, if these are there. */
    public static <R> RowMapper<Listed<R>> mapper(RowMapper<Optional<R>> own) {
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
