package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.localstack.demo.Bodies;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TopicReader;
import com.scrydon.scim.testkit.http.Answer;
import com.scrydon.scim.testkit.http.Caller;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What strangers and a subscriber can do to the log and to the schemas: read what is public, nothing else. */
@Tag("R37")
class ForgedFactEndToEnd {

    private static final Caller CALLER = Caller.ofUrls();
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int HURRY_MILLIS = 4_000;
    private static final String SCHEMA = "{\"schema\":\"{\\\"type\\\":\\\"string\\\"}\"}";

    private final TestStack stack = TestStack.INSTANCE;
    private final String victim = "pii-victim." + UUID.randomUUID() + "@example.com";

    /** The victim's own fact once more, and with another e-mail: both were in the victim's audit log. */
    @Test
    void r33_r37_aForgedFactReachesNoTopicAndNoAuditLog() throws Exception {
        try (var tenant = Tenant.on(stack)) {
            var made = tenant.scim().call("POST", "/Users", Bodies.user(victim, "P", "V", victim));
            assertThat(made.status()).isEqualTo(201);
            var fact = published(made.answer().id());
            Eventually.within(SOON, () -> assertThat(recordsOf(tenant)).isEqualTo(1));

            for (var bytes : List.of(fact.value(), forged(fact.value()))) {
                var copy = new ProducerRecord<>(fact.topic(), null, fact.timestamp(), fact.key(), bytes,
                        fact.headers());
                assertThatThrownBy(() -> send(stack.file().subscriber(), copy))
                        .hasCauseInstanceOf(AuthorizationException.class);
                assertThatThrownBy(() -> send(plain(), copy)).hasCauseInstanceOf(TopicAuthorizationException.class);
                assertThatThrownBy(() -> send(nobody(), copy)).isNotNull();
                assertThatThrownBy(() -> send(guessing(), copy)).isNotNull();
            }
            var all = TopicReader.readAll(stack.operator(), fact.topic());
            assertThat(all).filteredOn(record -> fact.key().equals(record.key())).hasSize(1);
            assertThat(recordsOf(tenant)).isEqualTo(1);
        }
    }

    private ConsumerRecord<String, byte[]> published(String account) {
        var found = new HashMap<String, ConsumerRecord<String, byte[]>>();
        Eventually.within(SOON, () -> {
            TopicReader.readAll(stack.file().subscriber(), Topic.USERS.topicName())
                    .forEach(record -> found.put(record.key(), record));
            assertThat(found).containsKey(account);
        });
        return found.getOrDefault(account, new ConsumerRecord<>("", 0, 0, "", new byte[0]));
    }

    private static byte[] forged(byte[] fact) {
        return new String(fact, StandardCharsets.ISO_8859_1).replace("pii-victim", "pii-forged")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private long recordsOf(Tenant tenant) {
        return stack.database().sql("select count(*) from audit.record where organisation_id = :o and type = :type")
                .param("o", tenant.organisation()).param("type", "scim.user.provisioned").query(Long.class).single();
    }

    /** A producer that asks for no sequence of its own, and so for no right but to write. */
    private Map<String, Object> plain() {
        var settings = stack.file().subscriber();
        settings.put("enable.idempotence", false);
        return settings;
    }

    /** Without a login. */
    private Map<String, Object> nobody() {
        return hurried(Map.of("bootstrap.servers", stack.file().kafkaBootstrap()));
    }

    /** With the login of a service and a password that is not its own. */
    private Map<String, Object> guessing() {
        var settings = stack.file().subscriber();
        settings.put("sasl.jaas.config", String.valueOf(settings.get("sasl.jaas.config"))
                .replace("username=\"" + stack.file().kafkaUser() + "\"", "username=\"scim-ingress\""));
        return hurried(settings);
    }

    private static Map<String, Object> hurried(Map<String, Object> settings) {
        var hurried = new HashMap<>(settings);
        hurried.putAll(Map.of("default.api.timeout.ms", HURRY_MILLIS, "request.timeout.ms", HURRY_MILLIS / 2,
                "max.block.ms", HURRY_MILLIS, "delivery.timeout.ms", HURRY_MILLIS));
        return hurried;
    }

    private static void send(Map<String, Object> kafka, ProducerRecord<String, byte[]> record)
            throws ExecutionException, InterruptedException {
        try (var producer = new KafkaProducer<>(kafka, new StringSerializer(), new ByteArraySerializer())) {
            var _ = producer.send(record).get();
        }
    }

    @Test
    void r37_whoIsNotKnownLearnsNothingOnEitherListener() {
        for (var settings : List.of(nobody(), guessing())) {
            assertThatThrownBy(() -> topics(settings)).isNotNull();
        }
        assertThatThrownBy(() -> topics(guessing())).hasCauseInstanceOf(SaslAuthenticationException.class);
        var controller = "127.0.0.1:" + (port(stack.file().kafkaBootstrap()) + 1);
        for (var settings : List.of(nobody(), stack.file().subscriber(), stack.operator())) {
            var direct = hurried(settings);
            direct.remove("bootstrap.servers");
            direct.put("bootstrap.controllers", controller);
            assertThatThrownBy(() -> {
                try (var admin = Admin.create(direct)) {
                    admin.describeCluster().nodes().get();
                }
            }).as("controller").isNotNull();
        }
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1));
    }

    private static void topics(Map<String, Object> kafka) throws ExecutionException, InterruptedException {
        try (var admin = Admin.create(kafka)) {
            admin.listTopics().names().get();
        }
    }

    @Test
    void r37_theSubscriberSeesPublicTopicsAndNoOthersAndGroupsOfItsName() throws Exception {
        try (var admin = Admin.create(stack.file().subscriber())) {
            assertThat(admin.listTopics().names().get()).containsExactlyInAnyOrderElementsOf(
                    Arrays.stream(Topic.values()).filter(Topic::isPublic).map(Topic::topicName).toList());
            assertThatThrownBy(() -> admin.deleteTopics(List.of(Topic.USERS.topicName())).all().get())
                    .hasCauseInstanceOf(AuthorizationException.class);
            assertThatThrownBy(() -> admin.describeAcls(org.apache.kafka.common.acl.AclBindingFilter.ANY).values()
                    .get()).hasCauseInstanceOf(AuthorizationException.class);
        }
        for (var topic : List.of(Topic.PROVISIONING_TASKS, Topic.RELAY_PROGRESS)) {
            assertThatThrownBy(() -> TopicReader.readAll(stack.file().subscriber(), topic.topicName()))
                    .isInstanceOf(TopicAuthorizationException.class);
        }
        try (var member = member(stack.file().kafkaUser() + "-e2e-" + UUID.randomUUID());
                var intruder = member("scim-worker-users")) {
            Eventually.within(SOON, () -> {
                var _ = member.poll(Duration.ofMillis(100));
                assertThat(member.assignment()).isNotEmpty();
                assertThatThrownBy(() -> intruder.poll(Duration.ofMillis(100)))
                        .isInstanceOf(GroupAuthorizationException.class);
            });
        }
    }

    private KafkaConsumer<String, byte[]> member(String group) {
        var settings = stack.file().subscriber();
        settings.putAll(Map.of("group.id", group, "group.protocol", "consumer", "auto.offset.reset", "latest"));
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(List.of(Topic.USERS.topicName()));
        return consumer;
    }

    /** The services' rights are enough to say how far each of their consumers is. */
    @Test
    void r30b_r37_lagIsKnownWithTheRightsOfTheServices() {
        for (var api : List.of(stack.file().operationsUrl(), stack.file().auditUrl())) {
            Eventually.within(SOON, () -> {
                var metric = answer("GET", URI.create(api).resolve("/actuator/metrics/scim.consumer.lag"), "");
                assertThat(metric.raw().body()).containsPattern("\"value\":\\d");
            });
        }
    }

    @Test
    void r37_theRegistryTakesSchemasFromTheDeployStepAlone() {
        var ccompat = stack.file().schemaRegistryUrl();
        var subject = ccompat + "/subjects/" + Topic.USERS.subject();
        var own = ccompat.replace("ccompat/v7", "registry/v3");
        for (var write : List.of("DELETE " + subject, "DELETE " + subject + "/versions/1",
                "POST " + subject + "/versions " + SCHEMA, "POST " + ccompat + "/subjects/x/versions " + SCHEMA,
                "PUT " + ccompat + "/config/" + Topic.USERS.subject() + " {\"compatibility\":\"NONE\"}",
                "PUT " + ccompat + "/config {\"compatibility\":\"NONE\"}",
                "DELETE " + ccompat + "/config/" + Topic.USERS.subject(),
                "PUT " + ccompat + "/mode {\"mode\":\"READONLY\"}", "DELETE " + own + "/groups/default/artifacts",
                "POST " + own + "/groups {\"groupId\":\"x\"}", "DELETE " + own + "/admin/rules",
                "POST " + own + "/admin/rules {\"ruleType\":\"VALIDITY\",\"config\":\"FULL\"}",
                "DELETE " + ccompat.replace("ccompat/v7", "registry/v2") + "/groups/default/artifacts/"
                        + Topic.USERS.subject())) {
            var parts = write.split(" ", 3);
            var answer = answer(parts[0], URI.create(parts[1]), parts.length > 2 ? parts[2] : "");
            assertThat(answer.status()).as("%s: %s", write, answer).isEqualTo(401);
        }
        assertThat(answer("GET", URI.create(subject + "/versions/latest"), "").status()).isEqualTo(200);
        assertThat(answer("GET", URI.create(subject + "/versions"), "").raw().body()).isEqualTo("[1]");
        assertThat(answer("GET", URI.create(ccompat + "/subjects"), "").raw().body()).doesNotContain("\"x\"");
    }

    private static Answer answer(String method, URI uri, String body) {
        return CALLER.send(method, uri.toString(), body, Map.of("Content-Type", "application/json"));
    }
}
