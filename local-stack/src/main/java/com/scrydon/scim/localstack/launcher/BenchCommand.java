package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.localstack.bench.Benchmarks;
import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Repository;
import com.scrydon.scim.localstack.layout.Secrets;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.postgres.PostgresPart;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.Strays;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./scim bench}: on a stack of its own, empty at first, so that figures can be compared. */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "Measure the system on a stack of its own: about ten minutes, on a machine that does nothing else.")
final class BenchCommand implements Callable<Integer> {

    @Option(names = "--data-dir", paramLabel = "DIR", defaultValue = ".local-stack-bench", description = "Where its stack keeps its data; emptied first (default ${DEFAULT-VALUE}).")
    private Path directory = Path.of(".local-stack-bench");

    @Option(names = "--port-base", paramLabel = "N", defaultValue = "28080", description = "First of nine ports in a row (default ${DEFAULT-VALUE}).")
    private int portBase;

    /** 0 if every target was met, 3 if one was missed. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        var ports = new Ports(portBase);
        try (var data = DataDirectory.occupy(directory)) {
            var children = new Children(data.path());
            StackFile.delete(data.path());
            Strays.end(children, PostgresPart::interrupt);
            data.empty();
            ports.requireFree();
            var layout = new StackLayout(Repository.root(), data, ports, Secrets.in(data));
            return new RunningStack(layout, children).around(file -> new Benchmarks(layout, file, System.out).run())
                    ? 0
                    : 3;
        }
    }
}
