package com.scrydon.scim.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.KeyRing;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.eventlog.relay.Relay;
import com.scrydon.scim.eventlog.relay.RelayStatus;
import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.AuthorizingBroker;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.JwtKeys;
import com.scrydon.scim.testkit.TestKeys;
import com.scrydon.scim.testkit.TestPostgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The whole sink on a broker that asks for rights: those it is granted by the deploy step are enough. */
class KafkaRightsTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String USER = "audit-sink";

    private final TestPostgres.Database database = TestPostgres.database();
    private final JdbcClient owner = JdbcClient.create(database.owner());

    @Test
    void r37_theSinkIndexesWithTheRightsItIsGranted() throws Exception {
        var key = JwtKeys.make().publicFile();
        var pins = new SchemaPins(owner, Optional.empty());
        TestFacts.pinSchemas(pins);
        try (var broker = AuthorizingBroker.start(USER)) {
            broker.grant(KafkaRights.SINK.bindings("User:" + USER));
            try (var sink = SpringApplication.run(AuditSinkApplication.class, arguments(broker, key))) {
                Map<String, Object> open = Map.of("bootstrap.servers", broker.openServers());
                try (var producer = new KafkaProducer<>(open, new StringSerializer(), new ByteArraySerializer())) {
                    var fact = TestFacts.provisioned(1);
                    var _ = producer.send(TestFacts.signed(new FactMac(() -> KeyRing.parse(TestKeys.RING)), Topic.USERS,
                            new FactCodec(pins).encode(Topic.USERS, fact), fact));
                }
                Eventually.within(DEADLINE, () -> assertThat(
                        owner.sql("select type from audit.record").query(String.class).list())
                        .containsExactly("scim.user.provisioned"));
                assertThat(sink.isActive()).isTrue();
                Eventually.within(DEADLINE, () -> assertThat(sink.getBean(Relay.class).status())
                        .isInstanceOf(RelayStatus.Leading.class));
            }
        }
    }

    private String[] arguments(AuthorizingBroker broker, Path key) {
        return Stream.concat(Stream.of(broker.arguments(USER)),
                Stream.of("--server.port=0", "--server.address=127.0.0.1", "--spring.datasource.url=" + database.url(),
                        "--spring.datasource.password=audit_sink", "--scim.topics.account-keyed=4",
                        "--scim.topics.others=2", "--scim.api.public-key-location=file:" + key,
                        "--scim.facts.keys-file=" + TestKeys.file()))
                .toArray(String[]::new);
    }
}
