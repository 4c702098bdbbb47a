package com.scrydon.scim.localstack.launcher;

import com.scrydon.scim.ctl.deploy.Deployment;
import com.scrydon.scim.ctl.deploy.DeploymentSettings;
import com.scrydon.scim.eventlog.migrations.OtherMigrationsException;
import com.scrydon.scim.eventlog.registry.SchemaRegistry;
import com.scrydon.scim.localstack.kafka.KafkaLogins;
import com.scrydon.scim.localstack.kafka.KafkaPart;
import com.scrydon.scim.localstack.layout.Refusal;
import com.scrydon.scim.localstack.layout.StackFile;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.postgres.PostgresPart;
import com.scrydon.scim.localstack.registry.RegistryPart;
import com.scrydon.scim.localstack.services.Services;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.Part;
import com.scrydon.scim.localstack.supervision.StatusBoard;
import com.scrydon.scim.localstack.supervision.SupervisedPart;
import com.scrydon.scim.schemas.PartitionScale;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/** All parts, started as early as what they need allows, and stopped in the opposite order. */
final class Stack {

    /** Role that sees every schema and writes none. */
    static final String READER = "scim_reader";

    private static final Executor VIRTUAL = task -> Thread.ofVirtual().start(task);
    private static final List<String> ROLES = List.of("scim_ingress", "provisioning_worker", "audit_sink", READER);

    private final StackLayout layout;
    private final Children children;
    private final StatusBoard board;
    private final Runnable pidChanged;
    private final PostgresPart database;
    private final RegistryPart registryPart;
    private final SupervisedPart postgres;
    private final SupervisedPart kafka;
    private final SupervisedPart registry;
    private final List<SupervisedPart> services;

    Stack(StackLayout layout, Children children, StatusBoard board, Runnable pidChanged) {
        this.layout = layout;
        this.children = children;
        this.board = board;
        this.pidChanged = pidChanged;
        database = new PostgresPart(layout, children);
        registryPart = new RegistryPart(layout);
        postgres = supervised(database);
        kafka = supervised(new KafkaPart(layout, children, () -> provideKafka(new Deployment(deploymentSettings()))));
        registry = supervised(registryPart);
        services = new Services(layout, children).all().stream().map(this::supervised).toList();
    }

    private SupervisedPart supervised(Part part) {
        return new SupervisedPart(part, children, layout.data().log(part.name()), board, pidChanged);
    }

    List<String> names() {
        return parts().map(SupervisedPart::name).toList();
    }

    private Stream<SupervisedPart> parts() {
        return Stream.concat(Stream.of(postgres, kafka, registry), services.stream());
    }

    /** Starts everything; returns when all parts serve, or throws what went wrong first. */
    void start() throws InterruptedException {
        var deployment = new Deployment(deploymentSettings());
        var failure = new CompletableFuture<Void>();
        var databaseUp = after(List.of(), failure, () -> {
            postgres.start();
            provideDatabases();
            refuseOtherMigrations(deployment);
        });
        var kafkaUp = after(List.of(), failure, kafka::start);
        var registryUp = after(List.of(databaseUp), failure, registry::start);
        var migrated = after(List.of(databaseUp), failure, deployment::migrate);
        // Not before the data directory turned out to be of this version.
        var kafkaProvided = after(List.of(kafkaUp, databaseUp), failure, () -> provideKafka(deployment));
        // Waits for the registry only when there is something to register.
        var pinned = after(List.of(migrated), failure, () -> deployment.pinSchemas(() -> {
            registryUp.join();
            return new SchemaRegistry(URI.create(layout.registryUrl()), registryPart.login());
        }));
        var all = new ArrayList<>(List.of(registryUp, kafkaProvided, pinned));
        services.forEach(service -> all.add(after(List.of(kafkaProvided, pinned), failure, service::start)));
        await(CompletableFuture.anyOf(failure, allOf(all)));
    }

    /** A step that may fail. */
    private interface Step {
        void run() throws Exception;
    }

    private static CompletableFuture<Void> after(List<CompletableFuture<Void>> needed,
            CompletableFuture<Void> failure, Step step) {
        return allOf(needed).thenRunAsync(() -> {
            try {
                step.run();
            } catch (Exception e) {
                failure.completeExceptionally(e);
                throw new CompletionException(e);
            }
        }, VIRTUAL);
    }

    private static CompletableFuture<Void> allOf(List<CompletableFuture<Void>> futures) {
        return CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new));
    }

    private static void await(CompletableFuture<?> future) throws InterruptedException {
        try {
            future.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private static void refuseOtherMigrations(Deployment deployment) {
        try {
            deployment.requireOurMigrations();
        } catch (OtherMigrationsException e) {
            throw new Refusal(e.reason(),
                    "Nothing was changed; ./scim up --fresh deletes what is there and begins anew");
        }
    }

    private static void provideKafka(Deployment deployment) {
        deployment.provideTopics();
        deployment.provideAccess();
    }

    private void provideDatabases() {
        database.provideDatabase(StackLayout.DATABASE, PostgresPart.OWNER, database.ownerPassword());
        database.provideDatabase(RegistryPart.DATABASE, RegistryPart.DATABASE, registryPart.password());
    }

    private DeploymentSettings deploymentSettings() {
        var passwords = new LinkedHashMap<String, String>();
        ROLES.forEach(role -> passwords.put(role, layout.secrets().password(role)));
        return new DeploymentSettings(layout.jdbcUrl(), PostgresPart.OWNER, database.ownerPassword(), passwords,
                KafkaLogins.operator(layout), KafkaLogins.passwords(layout.secrets()), (short) 1,
                PartitionScale.LOCAL);
    }

    /** What parts that serve cannot do, by part. */
    Map<String, String> limitations() {
        var limited = new LinkedHashMap<String, String>();
        parts().forEach(part -> part.limitation().ifPresent(what -> limited.put(part.name(), what)));
        return limited;
    }

    /** Process ids of the parts that run, and of this launcher. */
    Map<String, Long> pids() {
        var pids = new LinkedHashMap<String, Long>();
        pids.put(StackFile.LAUNCHER, ProcessHandle.current().pid());
        parts().forEach(part -> part.pid().ifPresent(pid -> pids.put(part.name(), pid)));
        return pids;
    }

    /** Stops everything, also what is still coming up: services, then registry and Kafka, then the database. */
    void stop() {
        children.killTools();
        stopTogether(services);
        stopTogether(List.of(registry, kafka));
        stopTogether(List.of(postgres));
    }

    private static void stopTogether(List<SupervisedPart> group) {
        allOf(group.stream().map(part -> CompletableFuture.runAsync(() -> {
            try {
                part.stop();
            } catch (InterruptedException e) {
                throw new CompletionException(e);
            }
        }, VIRTUAL)).toList()).join();
    }
}
