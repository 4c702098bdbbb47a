package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.eventlog.topics.TopicGuard;
import com.scrydon.scim.eventlog.wiring.Acknowledgements;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.AuthorizingBroker;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestPostgres;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each client has the rights it needs, and no other, on a broker that asks. */
@Tag("slow")
@Tag("R37")
class KafkaRightsTests {

    private static final String SUBSCRIBER = "billing";
    private static final AuthorizingBroker BROKER = AuthorizingBroker.start("scim-ingress", "audit-sink", SUBSCRIBER);

    @AfterAll
    static void stop() {
        BROKER.close();
    }

    private static KafkaClients clients(KafkaRights rights, String user) {
        BROKER.grant(rights.bindings("User:" + user));
        return new KafkaClients(settings(user));
    }

    private static KafkaProperties settings(String user) {
        return new KafkaProperties(BROKER.bootstrapServers(), BROKER.login(user));
    }

    private static List<Topic> writableBy(KafkaClients clients) {
        return Arrays.stream(Topic.values()).filter(topic -> canWrite(clients, topic)).toList();
    }

    /** With a producer of its own: one that was refused takes no more. */
    private static boolean canWrite(KafkaClients clients, Topic topic) {
        try (var producer = clients.producer()) {
            var _ = Acknowledgements.await(producer.send(new ProducerRecord<>(topic.topicName(), "k", new byte[1])));
            return true;
        } catch (KafkaException e) {
            // The second record after a refusal has it as its cause only.
            assertThat(e instanceof AuthorizationException ? e : e.getCause())
                    .isInstanceOf(AuthorizationException.class);
            return false;
        }
    }

    @Test
    void r37_theIngressPublishesItsTopicsAndNoOther() {
        var clients = clients(KafkaRights.INGRESS, "scim-ingress");
        var world = new RelayWorld(TestPostgres.database(), BROKER.openServers())
                .by("directory", settings("scim-ingress"));
        var guard = new TopicGuard(clients::admin, PartitionScale.LOCAL);
        world.commit(3);
        try (var relay = world.relay(guard::check)) {
            relay.start();
            world.assertThatTheTopicHoldsExactly(3);
        }
        assertThat(writableBy(clients)).containsExactlyInAnyOrder(Topic.USERS, Topic.USERS_STATE, Topic.GROUPS,
                Topic.GROUPS_STATE, Topic.GROUP_MEMBERS_STATE, Topic.TEAMS, Topic.TEAMS_STATE, Topic.ACCESS,
                Topic.OPERATIONS, Topic.RELAY_PROGRESS);
        try (var foreign = clients.relayProducer("membership")) {
            assertThatThrownBy(foreign::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
    }

    @Test
    void r37_aSubscriberReadsPublicTopicsInGroupsOfItsNameAndWritesNothing() {
        var clients = clients(KafkaRights.SUBSCRIBER, SUBSCRIBER);

        assertThat(writableBy(clients)).isEmpty();
        try (var consumer = clients.member(SUBSCRIBER + "-invoices")) {
            consumer.subscribe(Arrays.stream(Topic.values()).filter(Topic::isPublic).map(Topic::topicName).toList());
            var assigned = new ArrayList<>();
            Eventually.within(RelayWorld.DEADLINE, () -> {
                var _ = consumer.committed(consumer.assignment());
                consumer.seekToBeginning(consumer.assignment());
                var _ = consumer.poll(Duration.ofMillis(200));
                assigned.addAll(consumer.assignment());
                assertThat(assigned).isNotEmpty();
            });
        }
        refused(clients, Topic.PROVISIONING_TASKS, SUBSCRIBER + "-tasks", TopicAuthorizationException.class);
        refused(clients, Topic.USERS, "audit-sink", GroupAuthorizationException.class);
        refused(clients, Topic.USERS, SUBSCRIBER + "2", GroupAuthorizationException.class);
    }

    private static void refused(KafkaClients clients, Topic topic, String group, Class<? extends Exception> refusal) {
        try (var consumer = clients.member(group)) {
            consumer.subscribe(List.of(topic.topicName()));
            Eventually.within(RelayWorld.DEADLINE,
                    () -> assertThatThrownBy(() -> consumer.poll(Duration.ofMillis(200))).isInstanceOf(refusal));
        }
    }

    @Test
    void r37_theSinkWritesNoFactOfUsersGroupsTeamsOrMemberships() {
        assertThat(writableBy(clients(KafkaRights.SINK, "audit-sink"))).containsExactlyInAnyOrder(Topic.ACCESS,
                Topic.OPERATIONS, Topic.RELAY_PROGRESS);
    }
}
