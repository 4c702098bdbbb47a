package com.scrydon.scim.ctl.restore;

import com.scrydon.scim.ctl.servers.OwnerDatabase;
import com.scrydon.scim.ctl.servers.Servers;
import com.scrydon.scim.eventlog.authenticity.FactKeysProperties;
import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.eventlog.relay.LostLog;
import com.scrydon.scim.eventlog.relay.NotIndexed;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code scimctl restore --republish}; docs/operations.md says when. */
@Command(name = "restore", description = "After Kafka was lost: publish kept facts again and open the write gates; or publish facts again that the audit index did not take.", footer = {
    "",
    "--republish: only where Kafka has lost everything and \"scimctl deploy\" has made its topics anew; refused otherwise.",
    "The owner's password is read from SCIM_OWNER_PASSWORD."})
public final class RestoreCommand implements Callable<Integer> {

    /** Relays, each with the schema of its outbox. */
    private static final List<String> SCHEMAS = List.of("directory", "membership", "audit");

    @Mixin
    private final Servers servers;

    /** Must be said, so that nobody runs this by curiosity. */
    @ArgGroup(multiplicity = "1")
    private final What what = new What();

    @Option(names = "--fact-keys", defaultValue = "${env:SCIM_FACTS_KEYS_FILE}", description = "File of the keys that facts are signed with, for --republish (or SCIM_FACTS_KEYS_FILE).")
    private @Nullable Path factKeys;

    private static final class What {

        @Option(names = "--republish", description = "After the loss of Kafka: publish again what the audit index has not taken, and recompute every account.")
        private boolean republish;

        /** Read as the lack of the other, one of which must be said. */
        @Option(names = "--not-indexed", description = "Publish again what the audit index has passed without taking it, such as facts without a MAC.")
        @SuppressWarnings("UnusedVariable")
        private boolean notIndexed;
    }

    @Spec
    private @Nullable CommandSpec command;

    public RestoreCommand() {
        this(System::getenv);
    }

    RestoreCommand(UnaryOperator<@Nullable String> environment) {
        this.servers = new Servers(environment);
    }

    @Override
    public Integer call() {
        if (what.republish && factKeys == null) {
            throw new ParameterException(Objects.requireNonNull(command).commandLine(),
                    "--republish needs --fact-keys FILE (or SCIM_FACTS_KEYS_FILE), the keys that the services sign facts with");
        }
        var database = OwnerDatabase.at(servers.jdbcUrl(), servers.owner(), servers.ownerPassword(), "scim-restore");
        return what.republish ? republish(database) : publishNotIndexed(database);
    }

    private static int publishNotIndexed(DataSource database) {
        var restore = new NotIndexed(database);
        for (var schema : SCHEMAS) {
            System.out.printf("%s: %d facts that the audit index passed without taking them go out again%n", schema,
                    restore.publishAgain(schema));
        }
        return 0;
    }

    private int republish(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var codec = new FactCodec(new SchemaPins(jdbc, Optional.empty()));
        var kafka = new KafkaClients(new KafkaProperties(servers.kafka().bootstrap(), servers.kafka().properties()));
        var macs = new FactMac(new FactKeysProperties(factKeys).open());
        // First, so that the whole can be repeated until it has worked; recomputing twice does no harm.
        try (var producer = kafka.producer()) {
            System.out.printf("%d accounts will be recomputed%n",
                    new AllAccounts(jdbc, codec, macs).recompute(producer));
        }
        var lost = new LostLog(database, kafka, codec, macs);
        for (var schema : SCHEMAS) {
            var done = lost.republish(schema);
            System.out.printf("%s: Kafka lost %d batches; %d facts go out again, the write gate is open%n",
                    done.relay(), done.lostBatches(), done.facts());
        }
        return 0;
    }
}
