package com.scrydon.scim.eventlog.migrations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The migrations of this version, compared with those that made a database. Until schema version 1 is released they may be written
 * anew, and then there is no way from the ones to the others (CONTRIBUTING.md, "Migrations").
 */
public final class MigrationHistory {

    private static final String MIGRATIONS = "classpath*:db/migration/V*.sql";
    private static final String EXISTS = "select to_regclass(?) is not null";
    private static final String FLYWAY = "public.flyway_schema_history";
    private static final String SERVICES = "ops.migration";
    private static final String DONE_OF_FLYWAY = """
            select script, coalesce(checksum, 0) from public.flyway_schema_history where success
            """;
    private static final String DONE = """
            select script, coalesce(checksum, 0) from ops.migration
            """;

    /** Checksums by names of files, in the order in which they run. */
    private final NavigableMap<String, Integer> ours;

    private MigrationHistory(NavigableMap<String, Integer> ours) {
        this.ours = ours;
    }

    /** Of the migrations on the class path. */
    public static MigrationHistory ofThisVersion() {
        var ours = new TreeMap<String, Integer>();
        try {
            for (var file : new PathMatchingResourcePatternResolver().getResources(MIGRATIONS)) {
                ours.put(Objects.requireNonNull(file.getFilename()), checksum(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the migrations", e);
        }
        if (ours.isEmpty()) {
            throw new IllegalStateException("there are no migrations on the class path");
        }
        return new MigrationHistory(ours);
    }

    /** As Flyway computes it: over the lines, without what ends them. */
    private static int checksum(Resource file) throws IOException {
        var sum = new CRC32();
        file.getContentAsString(StandardCharsets.UTF_8).lines()
                .forEach(line -> sum.update(line.getBytes(StandardCharsets.UTF_8)));
        return (int) sum.getValue();
    }

    /**
     * Looks, over a connection of the owner, whether what is missing may be brought: into an empty database, or one of these migrations.
     *
     * @throws OtherMigrationsException if other migrations made it
     */
    public void requireNoOther(Connection owner) throws SQLException {
        if (exists(owner, FLYWAY)) {
            refuseForeign(done(owner, DONE_OF_FLYWAY));
        }
    }

    /**
     * Looks, over a connection of a service, whether all of these migrations made the database. It may have later ones, too.
     *
     * @throws OtherMigrationsException if others made it, or some are missing
     */
    public void requireAll(Connection service) throws SQLException {
        if (!exists(service, SERVICES)) {
            throw exists(service, FLYWAY)
                    ? OtherMigrationsException.foreign(ours.firstKey())
                    : OtherMigrationsException.missing(ours.firstKey());
        }
        var done = done(service, DONE);
        refuseForeign(done);
        ours.keySet().stream().filter(migration -> !done.containsKey(migration)).findFirst()
                .ifPresent(migration -> {
                    throw OtherMigrationsException.missing(migration);
                });
    }

    private void refuseForeign(Map<String, Integer> done) {
        if (!done.isEmpty() && !done.containsKey(ours.firstKey())) {
            throw OtherMigrationsException.foreign(ours.firstKey());
        }
        ours.forEach((migration, checksum) -> {
            if (!checksum.equals(done.getOrDefault(migration, checksum))) {
                throw OtherMigrationsException.foreign(migration);
            }
        });
    }

    /** Also of what one may not read: a name of the catalogue. */
    private static boolean exists(Connection connection, String relation) throws SQLException {
        try (var statement = connection.prepareStatement(EXISTS)) {
            statement.setString(1, relation);
            try (var row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private static Map<String, Integer> done(Connection connection, String query) throws SQLException {
        var done = new HashMap<String, Integer>();
        try (var statement = connection.prepareStatement(query); var rows = statement.executeQuery()) {
            while (rows.next()) {
                done.put(rows.getString(1), rows.getInt(2));
            }
        }
        return done;
    }
}
