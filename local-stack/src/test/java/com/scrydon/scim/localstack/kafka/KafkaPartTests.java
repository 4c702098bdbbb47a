package com.scrydon.scim.localstack.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.ctl.deploy.Deployment;
import com.scrydon.scim.ctl.deploy.DeploymentSettings;
import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.localstack.layout.DataDirectory;
import com.scrydon.scim.localstack.layout.FreePorts;
import com.scrydon.scim.localstack.layout.Ports;
import com.scrydon.scim.localstack.layout.Secrets;
import com.scrydon.scim.localstack.layout.StackLayout;
import com.scrydon.scim.localstack.supervision.Children;
import com.scrydon.scim.localstack.supervision.PartState;
import com.scrydon.scim.localstack.supervision.Status;
import com.scrydon.scim.localstack.supervision.SupervisedPart;
import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TopicReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(240)
class KafkaPartTests {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private static Path temporary = Path.of("");

    private final LinkedBlockingQueue<Status> shown = new LinkedBlockingQueue<>();
    private final AtomicInteger provided = new AtomicInteger();
    private DataDirectory data = DataDirectory.occupy(folder());
    private StackLayout layout = new StackLayout(temporary, data, new Ports(FreePorts.base()), Secrets.in(data));
    private Children children = new Children(data.path());
    private KafkaPart part = new KafkaPart(layout, children, this::provide);
    private SupervisedPart broker = new SupervisedPart(part, children, data.log("kafka"), shown::add, () -> {});

    @BeforeEach
    void isAlone() {
        assertThat(children.strays()).isEmpty();
    }

    @AfterEach
    void stop() throws Exception {
        broker.stop();
        assertThat(children.strays()).isEmpty();
        data.close();
    }

    private void provide() {
        provided.incrementAndGet();
        var deployment = new Deployment(new DeploymentSettings("jdbc:postgresql:none", "none", "none", Map.of(),
                KafkaLogins.operator(layout), KafkaLogins.passwords(layout.secrets()), (short) 1,
                PartitionScale.LOCAL));
        deployment.provideTopics();
        deployment.provideAccess();
    }

    @Test
    @Tag("R37")
    void aBrokerWhoseStorageVanishedIsFormattedAgainSaysSoAndKnowsItsClients() throws Exception {
        broker.start();
        assertThat(provided).hasValue(0);
        refusesSubscriber();
        provide();
        letsSubscriberRead();
        shown.clear();

        delete(data.path().resolve("kafka"));
        kill();

        assertThat(next(PartState.PREPARING).note()).contains("its storage is gone");
        assertThat(next(PartState.READY).note()).isEqualTo(layout.kafkaBootstrap());
        assertThat(provided).hasValue(2);
        letsSubscriberRead();

        kill();
        assertThat(next(PartState.RESTARTING).part()).isEqualTo("kafka");
        assertThat(next(PartState.READY).part()).isEqualTo("kafka");
        assertThat(provided).hasValue(2);
        letsSubscriberRead();
    }

    @Test
    @Tag("R37")
    void aBrokerFromBeforeItAskedKeepsItsDataAndAsks() throws Exception {
        var properties = data.path().resolve("kafka/broker.properties");
        part.prepare(_ -> {});
        Files.writeString(properties, openBroker());
        var old = children.start(part.launch(), data.log("kafka"));
        Map<String, Object> anybody = Map.of("bootstrap.servers", layout.kafkaBootstrap());
        try (var admin = Admin.create(anybody)) {
            admin.createTopics(List.of(new NewTopic("kept", 1, (short) 1))).all().get();
        } finally {
            old.destroy();
            old.waitFor();
        }

        broker.start();
        provide();

        letsSubscriberRead();
        try (var admin = Admin.create(KafkaLogins.operator(layout))) {
            assertThat(admin.listTopics().names().get()).contains("kept");
        }
        var hurried = new HashMap<>(anybody);
        hurried.putAll(Map.of("default.api.timeout.ms", 3_000, "request.timeout.ms", 3_000));
        try (var admin = Admin.create(hurried)) {
            assertThatThrownBy(() -> admin.listTopics().names().get()).isNotNull();
        }
    }

    /** What a stack wrote before its broker asked who one is. */
    private String openBroker() {
        return """
                process.roles=broker,controller
                node.id=1
                listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                advertised.listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
                controller.listener.names=CONTROLLER
                controller.quorum.bootstrap.servers=127.0.0.1:%2$d
                log.dirs=%3$s
                broker.session.timeout.ms=1500
                broker.heartbeat.interval.ms=300
                log.cleaner.dedupe.buffer.size=8388608
                """.formatted(layout.ports().kafka(), layout.ports().kafkaController(),
                data.path().resolve("kafka/data"));
    }

    @Test
    @Tag("R37")
    void passwordsAreInFilesOfThisUserAloneAndInNoCommandLine() throws Exception {
        broker.start();
        for (var file : List.of("kafka/broker.properties", "config/kafka-operator.properties")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.path().resolve(file))))
                    .isEqualTo("rw-------");
        }
        // The whole of it: what Java tells of a process ends after 4,096 bytes.
        var commandLine = Path.of("/proc", Long.toString(broker.pid().orElseThrow()), "cmdline");
        assertThat(Files.readString(commandLine)).contains("kafka.Kafka")
                .doesNotContain(KafkaLogins.password(layout.secrets(), KafkaLogins.NODE),
                        KafkaLogins.password(layout.secrets(), KafkaLogins.DEPLOY));
    }

    private Map<String, Object> subscriber() {
        var settings = new HashMap<String, Object>(
                KafkaLogins.of(KafkaRights.SUBSCRIBER, layout.secrets()).settings());
        settings.put("bootstrap.servers", layout.kafkaBootstrap());
        return settings;
    }

    private void letsSubscriberRead() {
        Eventually.within(SOON,
                () -> assertThat(TopicReader.readAll(subscriber(), Topic.USERS.topicName())).isEmpty());
    }

    private void refusesSubscriber() {
        try (var admin = Admin.create(subscriber())) {
            assertThatThrownBy(() -> admin.listTopics().names().get())
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    private void kill() {
        ProcessHandle.of(broker.pid().orElseThrow()).orElseThrow().destroyForcibly();
    }

    private Status next(PartState state) throws InterruptedException {
        for (var status = shown.poll(120, TimeUnit.SECONDS); status != null; status = shown.poll(120,
                TimeUnit.SECONDS)) {
            if (status.state() == state && !status.note().isEmpty()) {
                return status;
            }
        }
        throw new AssertionError("never " + state);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(temporary, "stack").resolve("data");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

}
