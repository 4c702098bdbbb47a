package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.StackFile;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts a launcher that outlives this one, shows what it says, and leaves once it is ready. */
final class DetachedLauncher {

    private static final long POLL_MILLIS = 200;

    private final Path data;

    DetachedLauncher(Path data) {
        this.data = data;
    }

    /** Answers 0 once it is ready, else its exit code, at least 1. */
    int start(List<String> arguments) throws IOException, InterruptedException {
        DataDirectory.requireUsable(data);
        // Of a launcher that was killed: nobody lives there.
        StackFile.delete(data);
        var log = DataDirectory.privateFolder(data.resolve("logs")).resolve("launcher.log");
        Files.deleteIfExists(log);
        Files.createFile(log);
        var launcher = launch(arguments, log);
        try (var output = new RandomAccessFile(log.toFile(), "r")) {
            while (!launcher.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                relay(output);
                if (StackFile.isWrittenBy(launcher.pid(), data)) {
                    launcher.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS); // its last lines
                    relay(output);
                    System.out.println("It runs in the background: ./scim down stops it.");
                    return 0;
                }
            }
            relay(output);
        }
        // One that was told to stop before it was ready may have ended well; it did not start.
        return Math.max(1, launcher.exitValue());
    }

    private static Process launch(List<String> arguments, Path log) throws IOException {
        var command = new ArrayList<String>(List.of("setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Dscim.terminal")).toList());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Launcher.class.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectInput(Redirect.from(Path.of("/dev/null").toFile())).start();
    }

    private static void relay(RandomAccessFile output) throws IOException {
        var bytes = new byte[8192];
        for (int read = output.read(bytes); read > 0; read = output.read(bytes)) {
            System.out.print(new String(bytes, 0, read, StandardCharsets.UTF_8));
        }
        System.out.flush();
    }
}
