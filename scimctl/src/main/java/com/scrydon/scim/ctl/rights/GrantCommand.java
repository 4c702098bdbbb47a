package com.scrydon.scim.ctl.rights;

import com.scrydon.scim.ctl.servers.KafkaServers;
import com.scrydon.scim.eventlog.topics.KafkaAccess;
import com.scrydon.scim.eventlog.topics.KafkaRights;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code scimctl grant}: gives services and subscribers the rights in Kafka that they need, and no other (R37). */
@Command(name = "grant", description = "Grant services and subscribers their rights in Kafka. Can be repeated; takes nothing away.", footer = {
    "", "For example: scimctl grant scim-ingress=User:ingress audit-sink=User:sink subscriber=User:billing",
    "A subscriber's consumer groups have its name or names that begin with it and a dash: billing, billing-invoices."})
public final class GrantCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec command;

    @Mixin
    private final KafkaServers kafka = new KafkaServers();

    @Parameters(paramLabel = "CLIENT=PRINCIPAL", arity = "1..*", description = "CLIENT is scim-ingress, provisioning-worker, audit-sink or subscriber; PRINCIPAL as the cluster's authentication names it.")
    private List<String> wanted = new ArrayList<>();

    @Option(names = "--dry-run", description = "Only print the rights.")
    private boolean dryRun;

    @Override
    public Integer call() {
        var bindings = wanted.stream().flatMap(one -> bindings(one).stream()).toList();
        if (!dryRun) {
            create(bindings);
        }
        var out = Objects.requireNonNull(command).commandLine().getOut();
        bindings.forEach(binding -> out.println(line(binding)));
        out.printf("%d rights of %d principals %s%n", bindings.size(), wanted.size(),
                dryRun ? "would be granted (--dry-run)" : "granted");
        return 0;
    }

    private List<AclBinding> bindings(String one) {
        int equals = one.indexOf('=');
        var rights = KafkaRights.of(one.substring(0, Math.max(0, equals)))
                .orElseThrow(() -> refused(one + ": not CLIENT=PRINCIPAL with one of these clients: "
                        + Arrays.stream(KafkaRights.values()).map(KafkaRights::client).collect(
                                Collectors.joining(", "))));
        try {
            return List.copyOf(rights.bindings(one.substring(equals + 1)));
        } catch (IllegalArgumentException e) {
            throw refused(one + ": " + e.getMessage());
        }
    }

    private ParameterException refused(String why) {
        return new ParameterException(Objects.requireNonNull(command).commandLine(), why);
    }

    private void create(List<AclBinding> bindings) {
        try (var admin = Admin.create(kafka.client())) {
            new KafkaAccess(admin).grant(bindings);
        }
    }

    private static String line(AclBinding binding) {
        var resource = binding.pattern();
        return "%-30s %-9s %-17s %s%s".formatted(binding.entry().principal(), lower(binding.entry().operation()),
                lower(resource.resourceType()), resource.name(),
                resource.patternType() == PatternType.PREFIXED ? "*" : "");
    }

    private static String lower(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }
}
