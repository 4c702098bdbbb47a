package com.scrydon.scim.localstack.layout;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The start of a command that runs Java, with the flags that keep all JVMs of a stack small. */
public final class JavaCommand {

    private JavaCommand() {}

    /** Answers {@code java} and its flags, for a heap of at most so many megabytes. */
    public static List<String> small(int heapMegabytes) {
        var command = new ArrayList<String>();
        command.add(executable());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xms16m",
                "-Xmx" + heapMegabytes + "m", "-Xss512k", "-XX:MinHeapFreeRatio=10", "-XX:MaxHeapFreeRatio=20",
                "-XX:-UsePerfData",
                // A part without memory is dead: it ends (status 3), and is started again.
                "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED"));
        return command;
    }

    /**
     * Flags that keep the loaded classes of a program in an archive: written when it ends in order, it spares the next
     * start seconds. An archive that does not fit any more is written anew.
     */
    public static List<String> remembering(Path archive) {
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:disable",
                "-Xlog:all=error:stderr");
    }

    private static String executable() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
