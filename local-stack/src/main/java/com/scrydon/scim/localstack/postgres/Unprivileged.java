package com.scrydon.scim.localstack.postgres;

import com.scrydon.scim.localstack.layout.Refusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL refuses to run as root. As root it is started in a user namespace of its own, where root is nobody but
 * still owns its files; where namespaces are forbidden (in most containers), as the user {@code nobody}, who then
 * must own the data.
 */
final class Unprivileged {

    private static final String OTHER_USER = "nobody";
    private static final Way WAY = find();

    private enum Way {
        AS_IS, NAMESPACE, OTHER_USER
    }

    private Unprivileged() {}

    static List<String> command(List<String> command) {
        var prefix = switch (WAY) {
            case AS_IS -> List.<String>of();
            case NAMESPACE -> List.of("unshare", "-U");
            case OTHER_USER -> List.of("setpriv", "--reuid=" + OTHER_USER, "--regid=nogroup", "--clear-groups");
        };
        return Stream.concat(prefix.stream(), command.stream()).toList();
    }

    /** Makes a folder that the server may write in. */
    static void provideFolder(Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        if (WAY == Way.OTHER_USER && !succeeds("chown", "-R", OTHER_USER + ":nogroup", folder.toString())) {
            throw new Refusal("cannot give " + folder + " to the user " + OTHER_USER,
                    "Run as another user than root");
        }
    }

    private static Way find() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return Way.AS_IS;
        }
        return succeeds("unshare", "-U", "true") ? Way.NAMESPACE : Way.OTHER_USER;
    }

    private static boolean succeeds(String... command) {
        try {
            var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
