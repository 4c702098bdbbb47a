package com.scrydon.scim.testkit;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ends a server that is no child of this JVM, and removes its data, when this JVM has ended: a shell waits for the end of its
 * input, which comes whatever ends the JVM, and not before the applications in it have ended.
 */
final class ServerGuard {

    private static final String SCRIPT = """
            trap '' INT TERM HUP
            while read -r _; do :; done
            kill -QUIT "$1"
            while kill -0 "$1" 2>/dev/null; do sleep 0.1; done
            rm -rf "$2"
            """;
    /** Kept, since their inputs must stay open. */
    private static final Set<Process> GUARDS = ConcurrentHashMap.newKeySet();

    private ServerGuard() {}

    /** @param directory of the server's data */
    static void set(long pid, Path directory) throws IOException {
        GUARDS.add(new ProcessBuilder("/bin/sh", "-c", SCRIPT, "server-guard", Long.toString(pid), directory.toString())
                .redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start());
    }
}
