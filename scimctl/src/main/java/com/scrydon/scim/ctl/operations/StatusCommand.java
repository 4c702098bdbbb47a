package com.scrydon.scim.ctl.operations;

import com.scrydon.scim.clients.operations.Part;
import com.scrydon.scim.clients.operations.Status;
import com.scrydon.scim.supervision.Concern;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code scimctl status}: a line a part, in the words that health and logs have too, and what to do about what waits. */
@Command(name = "status", description = "Tell how the worker is: its parts, and what waits. Exits with 1 if something needs you.")
public final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final Operations operations;

    public StatusCommand() {
        this(System::getenv);
    }

    StatusCommand(UnaryOperator<@Nullable String> environment) {
        this.operations = new Operations(environment);
    }

    @Override
    public Integer call() {
        return operations.read(api -> {
            var status = api.status();
            lines(status).forEach(System.out::println);
            return needsYou(status) ? 1 : 0;
        });
    }

    private static List<String> lines(Status status) {
        List<String> lines = new ArrayList<>();
        lines.add(line("relay", status.relay()));
        new TreeMap<>(status.consumers()).forEach((name, part) -> lines.add(line(name, part)));
        lines.add(line("breaker", status.breaker()));
        var outbox = status.outbox();
        lines.add(line("outbox", outbox.rows() == 0
                ? "everything is in Kafka"
                : String.format(Locale.ROOT, "%d facts are not in Kafka yet, the oldest for %.1f s", outbox.rows(),
                        outbox.oldestAgeSeconds()),
                ""));
        lines.add(line("parked", status.parkedAccounts() + " accounts",
                status.parkedAccounts() == 0 ? "" : "look at them: scimctl parked"));
        lines.add(line("undecodable", status.undecodableRecords() + " records",
                status.undecodableRecords() == 0 ? "" : "look at them: scimctl undecodable"));
        lines.add(line("drift", status.drift()));
        return lines;
    }

    private static String line(String name, Part part) {
        return line(name, part.details().isEmpty() ? part.state() : part.state() + ": " + part.details(),
                part.concern());
    }

    private static String line(String name, String what, String concern) {
        return concern.isEmpty() ? "%-24s %s".formatted(name, what) : "%-24s %s (%s)".formatted(name, what, concern);
    }

    private static boolean needsYou(Status status) {
        return Stream
                .concat(Stream.of(status.relay(), status.breaker(), status.drift()),
                        status.consumers().values().stream())
                .anyMatch(part -> part.concern().equals(Concern.NEEDS_YOU.words()));
    }
}
