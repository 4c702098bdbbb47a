package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.DataDirectoryOption;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.postgres.PostgresPart;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.Strays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./scim down}: asks the launcher to stop, and ends what a launcher that was killed left behind. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop a running stack; its data stays.")
final class DownCommand implements Callable<Integer> {

    private static final long PATIENCE_SECONDS = 90;

    @Mixin
    private final DataDirectoryOption where = new DataDirectoryOption();

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        var data = where.path();
        var launcher = DataDirectory.occupant(data).flatMap(ProcessHandle::of);
        if (launcher.isPresent() && !ends(launcher.get())) {
            System.err.println("scim: the launcher (pid " + launcher.get().pid() + ") did not stop in "
                    + PATIENCE_SECONDS + " s. Look into " + data.resolve("logs"));
            return 1;
        }
        int strays = Strays.end(new Children(data), PostgresPart::interrupt);
        if (DataDirectory.isOurs(data)) {
            StackFile.delete(data);
        }
        System.out.println(launcher.isPresent() || strays > 0
                ? "Stopped the stack on " + data
                : "Nothing runs on " + data);
        return 0;
    }

    private static boolean ends(ProcessHandle launcher) throws InterruptedException, ExecutionException {
        launcher.destroy();
        try {
            launcher.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException _) {
            return false;
        }
    }
}
