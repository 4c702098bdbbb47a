package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.bench.Benchmarks;
import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Refusal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./scim bench}: on a stack of its own, empty at first, so that figures can be compared. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure the system on a stack of its own: about ten minutes, on a machine that does nothing else.")
final class BenchCommand implements Callable<Integer> {

    @Option(names = "--data-dir", paramLabel = "DIR", defaultValue = ".local-stack-bench", description = "Where its stack keeps its data; emptied first (default ${DEFAULT-VALUE}).")
    private Path directory = Path.of(".local-stack-bench");

    @Option(names = "--port-base", paramLabel = "N", defaultValue = "28080", description = "First of nine ports in a row (default ${DEFAULT-VALUE}).")
    private int portBase;

    @Parameters(paramLabel = "NAME", description = "What to measure: users, lookups, member, change, fan-out, victim (default: all).")
    private List<String> names = List.of();

    /** 0 if every target was met, 3 if one was missed. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Benchmarks.NAMES.containsAll(names)) {
            throw new Refusal("no such measurement among " + names,
                    "name some of: " + String.join(", ", Benchmarks.NAMES));
        }
        var ports = new Ports(portBase);
        try (var data = DataDirectory.occupy(directory)) {
            var stack = RunningStack.on(data, ports, true);
            return stack.around((layout, file) -> new Benchmarks(layout, file, System.out, Set.copyOf(names)).run())
                    ? 0
                    : 3;
        }
    }
}
