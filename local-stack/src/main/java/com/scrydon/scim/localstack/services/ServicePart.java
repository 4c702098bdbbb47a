package com.scrydon.scim.localstack.services;

import com.scrydon.scim.localstack.layout.JavaCommand;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.SecretFiles;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.Launch;
import com.scrydon.scim.localstack.supervision.Part;
import com.scrydon.scim.localstack.supervision.Probes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One of our own services, as a Spring Boot process with its configuration in a file. */
public final class ServicePart implements Part {

    private static final int HEAP_MEGABYTES = 144;

    private final String name;
    private final int port;
    private final Map<String, String> settings;
    private final StackLayout layout;
    private final ServiceJar jar;

    /** @param flags of its JVM, beside those that all have */
    ServicePart(String name, int port, List<String> flags, Map<String, String> settings, StackLayout layout,
            Children children) {
        this.name = name;
        this.port = port;
        this.settings = Map.copyOf(settings);
        this.layout = layout;
        var java = new ArrayList<>(JavaCommand.small(HEAP_MEGABYTES));
        java.addAll(flags);
        this.jar = new ServiceJar(name, layout, children, java);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String address() {
        return StackLayout.url(port);
    }

    @Override
    public void prepare(Consumer<String> note) throws IOException, InterruptedException {
        SecretFiles.write(configuration(), configurationText());
        jar.prepare(arguments(), note);
    }

    @Override
    public Launch launch() {
        return jar.launch(arguments());
    }

    private List<String> arguments() {
        return List.of("--spring.config.additional-location=file:" + configuration());
    }

    private Path configuration() {
        return layout.data().privateFolder("config").resolve(name + ".properties");
    }

    /** Text of a properties file. */
    String configurationText() {
        var all = new TreeMap<>(Map.of("server.port", Integer.toString(port), "server.address", Ports.HOST));
        all.putAll(settings);
        return all.entrySet().stream().map(entry -> entry.getKey() + "=" + escaped(entry.getValue()))
                .collect(Collectors.joining("\n", "# Written by ./scim up at each start.\n", "\n"));
    }

    /** Properties files take a backslash as an escape; Spring takes {@code ${…}} as a reference. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("${", "\\\\${");
    }

    @Override
    public Optional<String> limitation() {
        return GateProbe.limitation(address());
    }

    @Override
    public boolean ready() {
        return Probes.accepts(port) && Probes.answersOk(address() + "/actuator/health/readiness");
    }
}
