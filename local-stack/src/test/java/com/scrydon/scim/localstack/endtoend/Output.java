package com.scrydon.scim.localstack.endtoend;

import com.scrydon.scim.testkit.TopicReader;
import com.scrydon.scim.testkit.http.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Something that the stack let out: a file, a topic, the metrics of a service, a table, the command line of a process.
 *
 * @param kind of output
 * @param name which one
 */
record Output(String kind, String name, String text) {

    private static final List<String> SCHEMAS = List.of("directory", "membership", "audit");

    /** All that the stack and the tests have let out up to now. */
    static List<Output> of(TestStack stack) throws Exception {
        var outputs = new ArrayList<Output>();
        outputs.addAll(files(stack));
        outputs.addAll(metrics(stack));
        outputs.addAll(topics(stack));
        outputs.addAll(tables(stack));
        outputs.addAll(processes(stack));
        return outputs;
    }

    /** Logs of all parts, what the launcher printed, transcripts of the demo, output of the second worker. */
    private static List<Output> files(TestStack stack) throws IOException {
        try (var logs = Files.walk(stack.data().resolve("logs")); var printed = Files.list(stack.target())) {
            return Stream.concat(logs, printed.filter(Output::isPrinted)).filter(Files::isRegularFile)
                    .map(file -> new Output("file", file.getFileName().toString(), read(file))).toList();
        }
    }

    private static boolean isPrinted(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".log") || (name.endsWith(".txt") && name.startsWith("end-to-end"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Output> metrics(TestStack stack) {
        var file = stack.file();
        var outputs = new ArrayList<Output>();
        for (var url : List.of(file.managementUrl(), file.operationsUrl(), file.auditUrl(), file.consoleUrl())) {
            var service = URI.create(url);
            try (var caller = new Caller(service.getScheme() + "://" + service.getAuthority() + "/actuator")) {
                outputs.add(new Output("metrics", service.getAuthority(), metrics(caller)));
            }
        }
        return outputs;
    }

    private static String metrics(Caller actuator) {
        var text = new StringBuilder(actuator.get("/health", Map.of()).raw().body())
                .append(actuator.get("/prometheus", Map.of()).raw().body());
        var names = actuator.get("/metrics", Map.of());
        text.append(names.raw().body());
        if (names.raw().body().startsWith("{")) {
            for (var name : names.body().path("names")) {
                text.append(actuator.get("/metrics/" + name.asString(""), Map.of()).raw().body());
            }
        }
        return text.toString();
    }

    private static List<Output> topics(TestStack stack) throws InterruptedException, ExecutionException {
        try (var admin = stack.admin()) {
            return admin.listTopics().names().get().stream().filter(topic -> !topic.startsWith("__"))
                    .map(topic -> new Output("topic", topic, bytes(stack, topic))).toList();
        }
    }

    private static String bytes(TestStack stack, String topic) {
        var text = new StringBuilder();
        for (ConsumerRecord<String, byte[]> record : TopicReader.readAll(stack.operator(), topic)) {
            text.append(record.key()).append(' ');
            record.headers().forEach(header -> text.append(header.key()).append('=')
                    .append(new String(header.value(), StandardCharsets.ISO_8859_1)).append(' '));
            if (record.value() != null) {
                text.append(new String(record.value(), StandardCharsets.ISO_8859_1));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /** What is stored as text, as the owner sees it: hashes of tokens are kept from readers. Raw records are those of the topics. */
    private static List<Output> tables(TestStack stack) {
        var database = stack.owner();
        return database.sql("""
                select table_schema || '.' || table_name from information_schema.tables
                where table_schema in (:schemas) and table_type = 'BASE TABLE' order by 1
                """).param("schemas", SCHEMAS).query(String.class).list().stream()
                .map(table -> new Output("table", table, String.join("\n",
                        database.sql("select t::text from " + table + " t").query(String.class).list())))
                .toList();
    }

    /** Everybody on the machine sees command lines; Java tells the first 4,096 bytes of them only. */
    private static List<Output> processes(TestStack stack) {
        return stack.file().pids().entrySet().stream().map(part -> new Output("command line", part.getKey(),
                read(Path.of("/proc", Long.toString(part.getValue()), "cmdline")))).toList();
    }
}
