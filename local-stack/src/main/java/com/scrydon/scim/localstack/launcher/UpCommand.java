package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.DataDirectoryOption;
import com.scrydon.scim.localstack.layout.Ports;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./scim up}: builds are done by the script; this starts everything and keeps it running. */
@Command(name = "up", mixinStandardHelpOptions = true, description = "Start the whole system on this machine, and keep it running until Ctrl-C.")
final class UpCommand implements Callable<Integer> {

    @Mixin
    private final DataDirectoryOption where = new DataDirectoryOption();

    @Option(names = "--port-base", paramLabel = "N", defaultValue = "8080", description = "First of nine ports in a row (default ${DEFAULT-VALUE}), all on 127.0.0.1.")
    private int portBase;

    @Option(names = "--fresh", description = "Delete what the data directory keeps, and begin anew.")
    private boolean fresh;

    @Option(names = "--detach", description = "Return once it is ready; ./scim down stops it.")
    private boolean detach;

    @Override
    public Integer call() throws IOException, InterruptedException {
        var ports = new Ports(portBase);
        if (detach) {
            return new DetachedLauncher(where.path()).start(argumentsInForeground());
        }
        try (var data = DataDirectory.occupy(where.path())) {
            return RunningStack.on(data, ports, fresh).untilStopped();
        }
    }

    private List<String> argumentsInForeground() {
        var arguments = new ArrayList<>(List.of("up", "--data-dir", where.path().toString(), "--port-base",
                Integer.toString(portBase)));
        if (fresh) {
            arguments.add("--fresh");
        }
        return arguments;
    }
}
