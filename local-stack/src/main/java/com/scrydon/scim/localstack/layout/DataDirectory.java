package com.scrydon.scim.localstack.layout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Optional;

/**
 * The directory that holds everything a stack keeps. A marker file tells ours from foreign ones, a file lock says that
 * a launcher lives in it; the operating system drops the lock with the launcher, however it dies.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String MARKER = "scrydon-scim-stack";
    private static final String LOCK = "launcher.lock";
    /** Beside the lock: closing any other handle on the lock file would drop the lock. */
    private static final String PID = "launcher.pid";
    private static final long NEEDED_BYTES = 1L << 30;

    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Takes the directory for this launcher, making it if need be; refuses foreign and occupied ones. */
    public static DataDirectory occupy(Path directory) {
        var path = directory.toAbsolutePath().normalize();
        try {
            refuseForeign(path);
            Files.createDirectories(path);
            requireSpace(path);
            var taken = new DataDirectory(path, lock(path));
            taken.furnish();
            return taken;
        } catch (IOException e) {
            throw new Refusal("cannot use " + path + " (" + e.getMessage() + ")",
                    "Name a directory you may write to: --data-dir DIR");
        }
    }

    /** Fails for a directory that {@link #occupy} would refuse, and touches nothing. */
    public static void requireUsable(Path directory) throws IOException {
        refuseForeign(directory);
        occupant(directory).ifPresent(pid -> {
            throw occupied(directory, pid);
        });
    }

    /** The process id of the launcher that lives in a directory, if one does. */
    public static Optional<Long> occupant(Path directory) {
        var file = directory.resolve(LOCK);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            try (var free = channel.tryLock()) {
                return free == null ? Optional.of(pidIn(directory)) : Optional.empty();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a directory holds the data of a stack. */
    public static boolean isOurs(Path directory) {
        return Files.exists(directory.resolve(MARKER));
    }

    private static void refuseForeign(Path path) throws IOException {
        if (!Files.exists(path) || isOurs(path)) {
            return;
        }
        if (!Files.isDirectory(path)) {
            throw new Refusal(path + " is not a directory", "Name another one: --data-dir DIR");
        }
        try (var entries = Files.list(path)) {
            // A detached launcher opens its log before this one runs: a directory that holds only logs is still new.
            if (entries.anyMatch(entry -> !entry.getFileName().equals(Path.of("logs")))) {
                throw new Refusal(path + " is not empty and not the data of a stack",
                        "Nothing was touched; name another directory: --data-dir DIR");
            }
        }
    }

    private static void requireSpace(Path path) throws IOException {
        long usable = Files.getFileStore(path).getUsableSpace();
        if (usable < NEEDED_BYTES) {
            throw new Refusal("only " + (usable >> 20) + " MiB are free where " + path + " lies, 1024 are needed",
                    "Free some, or take another disk: --data-dir DIR");
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var file = path.resolve(LOCK);
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        if (!locked(channel)) {
            channel.close();
            throw occupied(path, pidIn(path));
        }
        Files.writeString(path.resolve(PID), ProcessHandle.current().pid() + "\n");
        return channel;
    }

    private static long pidIn(Path path) throws IOException {
        return Long.parseLong(Files.readString(path.resolve(PID)).strip());
    }

    private static Refusal occupied(Path path, long pid) {
        return new Refusal("a stack runs on " + path + " already (launcher's pid " + pid + ")",
                "Stop it (./scim down --data-dir " + path
                        + "), or use another --data-dir together with another --port-base");
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException _) {
            return false; // by this very process: a test
        }
    }

    /** Deletes what the stack keeps, save the lock, which is ours now. Nothing may run on it. */
    public void empty() {
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(path) && !file.equals(path.resolve(LOCK)) && !file.equals(path.resolve(PID))) {
                    Files.delete(file);
                }
            }
            furnish();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + path, e);
        }
    }

    private void furnish() throws IOException {
        Files.writeString(path.resolve(MARKER), "Data of a local Scrydon SCIM stack, kept by ./scim up\n");
        // Others may pass through, as Postgres does where it runs as another user, and see nothing.
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx--x--x"));
        privateFolder("logs");
    }

    public Path path() {
        return path;
    }

    public Path log(String part) {
        return path.resolve("logs").resolve(part + ".log");
    }

    /** A directory below that only this user can enter, made if need be. */
    public Path privateFolder(String name) {
        try {
            return privateFolder(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A directory that only this user can enter, made if need be; one of an older version is closed to others. */
    public static Path privateFolder(Path folder) throws IOException {
        Files.createDirectories(folder);
        return Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
