package com.scrydon.scim.eventlog.gate;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of Postgres that a service saw last, in a small file outside Postgres. It is always replaced as a whole. If it
 * cannot be read or written, the service goes on without it. Holds no secret.
 */
final class GateFile {

    private static final Logger LOG = LoggerFactory.getLogger(GateFile.class);
    private static final String SYSTEM = "system-identifier";
    private static final String TIMELINE = "timeline";
    private static final String BEGUN_ANEW = "begun-anew";
    private static final String BATCH = "batch";
    private static final String WAL = "wal-position";

    private final @Nullable Path path;
    private boolean toldOfFailure;

    GateFile(@Nullable Path path) {
        this.path = path;
    }

    /** What was written down; empty if there is nothing, or nothing that can be read. */
    Optional<StoreState> read() {
        if (path == null) {
            return Optional.empty();
        }
        var values = new Properties();
        try {
            values.load(new StringReader(Files.readString(path)));
            return Optional.of(new StoreState(
                    new DatabaseIdentity(value(values, SYSTEM), Integer.parseInt(value(values, TIMELINE))),
                    Integer.parseInt(value(values, BEGUN_ANEW)), Long.parseLong(value(values, BATCH)),
                    Long.parseLong(value(values, WAL))));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("{} cannot be read, Postgres is not compared with it: {}", path, e.toString());
            return Optional.empty();
        }
    }

    private static String value(Properties values, String name) {
        var value = values.getProperty(name);
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }

    void write(StoreState state) {
        if (path == null) {
            return;
        }
        var values = new Properties();
        values.setProperty(SYSTEM, state.database().systemIdentifier());
        values.setProperty(TIMELINE, Integer.toString(state.database().timeline()));
        values.setProperty(BEGUN_ANEW, Integer.toString(state.begunAnew()));
        values.setProperty(BATCH, Long.toString(state.batch()));
        values.setProperty(WAL, Long.toString(state.walPosition()));
        try {
            var text = new StringWriter();
            values.store(text, "How far Postgres was when this service saw it last. Delete it only with the database.");
            var folder = path.toAbsolutePath().getParent();
            Files.createDirectories(folder);
            replace(Files.createTempFile(folder, path.getFileName().toString(), ".draft"), text.toString(), path);
            toldOfFailure = false;
        } catch (IOException e) {
            if (!toldOfFailure) {
                toldOfFailure = true;
                LOG.warn("{} cannot be written: after a restart Postgres cannot be compared with it: {}", path,
                        e.toString());
            }
        }
    }

    private static void replace(Path draft, String text, Path path) throws IOException {
        try {
            Files.writeString(draft, text);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
