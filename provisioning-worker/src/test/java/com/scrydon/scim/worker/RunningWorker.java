package com.scrydon.scim.worker;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import com.scrydon.scim.testkit.http.Signer;
import com.scrydon.scim.worker.intake.CausesForTests;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The whole worker on a real broker and a real Postgres, called over real HTTP. */
final class RunningWorker implements AutoCloseable {

    static final UUID ORGANISATION = new UUID(7, 7);

    private static final String BASE = "/api/operations/v1";

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());
    private final Signer<Role> signer = new Signer<>(Role::claim);
    private final FactCodec codec;
    private final ConfigurableApplicationContext application;
    private final Caller caller;
    private final String kafka;

    RunningWorker() {
        this(TestKafka.bootstrapServers(), "--scim.kafka.bootstrap-servers=" + TestKafka.bootstrapServers());
    }

    /**
     * Starts one with a broker of the test's.
     *
     * @param kafka where the test itself publishes
     * @param clients arguments with the settings of the worker's own clients
     */
    RunningWorker(String kafka, String... clients) {
        this.kafka = kafka;
        var pins = new SchemaPins(owner, Optional.empty());
        for (var topic : Topic.values()) {
            pins.pin(topic, 100 + List.of(Topic.values()).indexOf(topic));
        }
        codec = new FactCodec(pins);
        var arguments = Stream.concat(Stream.of("--server.port=0", "--server.address=127.0.0.1",
                "--spring.datasource.url=" + database.url(), "--spring.datasource.password=provisioning_worker",
                "--scim.jobs.check-every=0", "--scim.jobs.second-look=200ms", "--scim.topics.account-keyed=4",
                "--scim.topics.others=2", "--scim.api.public-key-location=" + signer.publicKeyLocation(),
                "--scim.facts.keys-file=" + TestKeys.file()), Stream.of(clients));
        application = SpringApplication.run(ProvisioningWorkerApplication.class,
                arguments.toArray(String[]::new));
        caller = Caller.ofPort(port());
    }

    /** Every method and path that some controller answers. */
    RequestMappingHandlerMapping mappings() {
        return application.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    <T> T bean(String name, Class<T> type) {
        return application.getBean(name, type);
    }

    <T> List<T> beans(Class<T> type) {
        return List.copyOf(application.getBeansOfType(type).values());
    }

    TestPostgres.Database database() {
        return database;
    }

    JdbcClient owner() {
        return owner;
    }

    FactCodec codec() {
        return codec;
    }

    /** Where it listens. */
    int port() {
        return Integer.parseInt(application.getEnvironment().getRequiredProperty("local.server.port"));
    }

    Answer get(String path, Role role) {
        return send("GET", BASE + path, "", role, ORGANISATION);
    }

    Answer post(String path, String body, Role role) {
        return send("POST", BASE + path, body, role, ORGANISATION);
    }

    Answer send(String method, String path, String body, Role role, UUID organisation) {
        return send(method, path, body, Set.of(role), organisation);
    }

    Answer send(String method, String path, String body, Set<Role> roles, UUID organisation) {
        return caller.send(method, path, body, Map.of("Authorization", "Bearer " + token(roles, organisation),
                "Content-Type", "application/json"));
    }

    String token(Set<Role> roles, UUID organisation) {
        return signer.token("p", organisation, roles);
    }

    void publish(Topic topic, @Nullable String key, byte @Nullable [] value) {
        Map<String, Object> settings = Map.of("bootstrap.servers", kafka);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            @SuppressWarnings("NullAway") // Kafka's own records may lack key and value
            var _ = producer.send(CausesForTests.MACS.sign(new ProducerRecord<>(topic.topicName(), 0, key, value)));
            producer.flush();
        }
    }

    @Override
    public void close() {
        application.close();
    }
}
