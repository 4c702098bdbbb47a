package com.scrydon.scim.localstack.supervision;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Starts every process of a stack. Each carries the data directory in its environment, by which the next launcher
 * recognises what a killed one left behind, and runs in a session of its own, so that Ctrl-C on the terminal reaches
 * the launcher alone, which then stops them in order.
 */
public final class Children {

    static final String MARK = "SCIM_STACK_DATA_DIR";
    private static final String SETSID = "/usr/bin/setsid";

    private final Path dataDirectory;
    private final Set<Process> tools = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public Children(Path dataDirectory) {
        this.dataDirectory = dataDirectory;
    }

    /** Starts a process whose output is appended to a log. */
    public Process start(Launch launch, Path log) throws IOException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of(SETSID))) {
            command.add(SETSID); // replaces itself by the command: the process id stays
        }
        command.addAll(launch.command());
        var builder = new ProcessBuilder(command).directory(launch.directory().toFile()).redirectErrorStream(true)
                .redirectInput(Redirect.from(new File("/dev/null"))).redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        builder.environment().put(MARK, dataDirectory.toString());
        return builder.start();
    }

    /** Runs a process that ends by itself; fails with the end of its output if it ends badly or takes too long. */
    public void run(Launch launch, Path log, Duration timeout) throws IOException, InterruptedException {
        int exit = tryRun(launch, log, timeout);
        if (exit != 0) {
            throw new PartFailedException(program(launch) + " ended with " + exit + ": " + LogTail.of(log));
        }
    }

    /** Runs a process that ends by itself and answers its exit code, or 124 if it took too long and was killed. */
    public int tryRun(Launch launch, Path log, Duration timeout) throws IOException, InterruptedException {
        var process = start(launch, log);
        tools.add(process);
        try {
            if (closed) {
                process.destroyForcibly();
            }
            if (process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            return 124;
        } finally {
            process.destroyForcibly();
            tools.remove(process);
        }
    }

    /** Ends the processes that would have ended by themselves; later ones end at once. */
    public void killTools() {
        closed = true;
        tools.forEach(Process::destroyForcibly);
    }

    /** Processes of this data directory that no living launcher looks after. Only where /proc exists. */
    public List<ProcessHandle> strays() {
        return ProcessHandle.allProcesses().filter(this::isOurs).toList();
    }

    private boolean isOurs(ProcessHandle process) {
        var environment = Path.of("/proc", Long.toString(process.pid()), "environ");
        try {
            var marked = MARK + "=" + dataDirectory;
            return List.of(Files.readString(environment, java.nio.charset.StandardCharsets.ISO_8859_1).split("\0"))
                    .contains(marked);
        } catch (IOException | UncheckedIOException _) {
            return false; // somebody else's, or gone already
        }
    }

    private static String program(Launch launch) {
        return launch.command().stream().filter(word -> word.contains("/")).findFirst().map(Path::of)
                .map(Path::getFileName).map(Path::toString).orElse(launch.command().getFirst());
    }
}
