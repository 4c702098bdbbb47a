package com.scrydon.scim.ctl.restore;

import com.scrydon.scim.ctl.servers.OwnerDatabase;
import com.scrydon.scim.ctl.servers.Servers;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.eventlog.relay.LostLog;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code scimctl restore --republish}; docs/operations.md says when. */
@Command(name = "restore", description = "After Kafka was lost: publish kept facts again and open the write gates.", footer = {
    "", "Only where Kafka has lost everything and \"scimctl deploy\" has made its topics anew; refused otherwise.",
    "The owner's password is read from SCIM_OWNER_PASSWORD."})
public final class RestoreCommand implements Callable<Integer> {

    /** Relays, each with the schema of its outbox. */
    private static final List<String> SCHEMAS = List.of("directory", "membership", "audit");

    @Mixin
    private final Servers servers;

    /** Must be said, so that nobody runs this by curiosity. */
    @Option(names = "--republish", description = "Publish again what the audit index has not read, and recompute every account.")
    private boolean republish;

    public RestoreCommand() {
        this(System::getenv);
    }

    RestoreCommand(UnaryOperator<@Nullable String> environment) {
        this.servers = new Servers(environment);
    }

    @Override
    public Integer call() {
        if (!republish) {
            throw new IllegalArgumentException("say what to restore: --republish");
        }
        var database = OwnerDatabase.at(servers.jdbcUrl(), servers.owner(), servers.ownerPassword(), "scim-restore");
        var jdbc = JdbcClient.create(database);
        var codec = new FactCodec(new SchemaPins(jdbc, Optional.empty()));
        var kafka = new KafkaClients(new KafkaProperties(servers.kafka().bootstrap(), servers.kafka().properties()));
        // First, so that the whole can be repeated until it has worked; recomputing twice does no harm.
        try (var producer = kafka.producer()) {
            System.out.printf("%d accounts will be recomputed%n", new AllAccounts(jdbc, codec).recompute(producer));
        }
        var lost = new LostLog(database, kafka, codec);
        for (var schema : SCHEMAS) {
            var done = lost.republish(schema);
            System.out.printf("%s: Kafka lost %d batches; %d facts go out again, the write gate is open%n",
                    done.relay(), done.lostBatches(), done.facts());
        }
        return 0;
    }
}
