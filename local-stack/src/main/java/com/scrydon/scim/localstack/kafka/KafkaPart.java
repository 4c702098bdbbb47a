package com.scrydon.scim.localstack.kafka;

import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.JavaCommand;
import com.scrydon.scim.localstack.layout.SecretFiles;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.Launch;
import com.scrydon.scim.localstack.supervision.Part;
import com.scrydon.scim.localstack.supervision.Probes;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.common.Uuid;

/** A real KRaft broker, its own controller, in a JVM of its own. */
public final class KafkaPart implements Part {

    private static final Duration FORMAT_PATIENCE = Duration.ofMinutes(2);
    private static final int HEAP_MEGABYTES = 160;

    private final StackLayout layout;
    private final Children children;
    private final Runnable provide;
    private boolean empty;

    /** @param provide topics, passwords and rights, on a broker whose storage was formatted while the stack ran */
    public KafkaPart(StackLayout layout, Children children, Runnable provide) {
        this.layout = layout;
        this.children = children;
        this.provide = provide;
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public String address() {
        return layout.kafkaBootstrap();
    }

    @Override
    public void prepare(Consumer<String> note) throws IOException, InterruptedException {
        DataDirectory.privateFolder(folder());
        SecretFiles.write(properties(), BrokerProperties.text(layout.ports(), data(), layout.secrets()));
        SecretFiles.write(operatorsFile(), operatorsSettings());
        if (!isFormatted()) {
            note.accept("formatting the storage");
            format();
        }
    }

    /** A broker whose storage is gone ends at once, however often it is started. */
    @Override
    public void prepareAgain(Consumer<String> note) throws IOException, InterruptedException {
        if (!isFormatted()) {
            note.accept("its storage is gone, with all facts in it: formatting it, and making topics and logins anew");
            prepare(_ -> {});
            empty = true;
        }
    }

    private boolean isFormatted() {
        return Files.exists(data().resolve("meta.properties"));
    }

    private void format() throws IOException, InterruptedException {
        var cluster = layout.secrets().provide("kafka.cluster", () -> Uuid.randomUuid().toString());
        children.run(
                launch(List.of(), "kafka.tools.StorageTool", "format", "--standalone", "--ignore-formatted", "-t",
                        cluster, "-c", properties().toString()),
                layout.data().log(name()), FORMAT_PATIENCE);
    }

    @Override
    public Launch launch() {
        return launch(JavaCommand.remembering(layout.cache().resolve("kafka.jsa")), "kafka.Kafka",
                properties().toString());
    }

    private Launch launch(List<String> flags, String... program) {
        var command = new ArrayList<String>(JavaCommand.small(HEAP_MEGABYTES));
        command.addAll(flags);
        command.addAll(List.of("-Dlogback.configurationFile=kafka-logback.xml", "-Djava.awt.headless=true", "-cp",
                classPath()));
        command.addAll(List.of(program));
        // Few arenas: many threads, little memory.
        return new Launch(command, Map.of("MALLOC_ARENA_MAX", "2"), folder());
    }

    /** The launcher's own; without the bridge that would lead Log4j's calls in a circle. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("log4j-to-slf4j"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    @Override
    public boolean ready() {
        if (!Probes.accepts(layout.ports().kafka())) {
            return false;
        }
        if (empty) {
            provide.run();
            empty = false;
        }
        return true;
    }

    /** For {@code ./scim ctl … --kafka-config}, and for Kafka's own tools. */
    private Path operatorsFile() {
        return layout.data().privateFolder("config").resolve("kafka-operator.properties");
    }

    private String operatorsSettings() {
        return KafkaLogins.deploy(layout.secrets()).settings().entrySet().stream().sorted(Map.Entry.comparingByKey())
                .map(setting -> setting.getKey() + "=" + setting.getValue() + "\n")
                .collect(Collectors.joining("", "# Written by ./scim up at each start. May do everything.\n", ""));
    }

    private Path folder() {
        return layout.data().path().resolve("kafka");
    }

    private Path data() {
        return folder().resolve("data");
    }

    private Path properties() {
        return folder().resolve("broker.properties");
    }
}
