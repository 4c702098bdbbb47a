package com.scrydon.scim.eventlog.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.consumers.BatchConsumer.State;
import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.eventlog.wiring.KafkaClients;
import com.scrydon.scim.eventlog.wiring.KafkaProperties;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.AuthorizingBroker;
import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A consumer that comes before its rights, as after a broker was made anew. */
@Tag("slow")
@Tag("R37")
class LateRightsTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String USER = "audit-sink";

    @Test
    void r30_r37_aConsumerThatIsLetInLaterSaysThatItRunsThoughNothingComes() {
        try (var broker = AuthorizingBroker.start(USER)) {
            var kafka = new KafkaClients(new KafkaProperties(broker.bootstrapServers(), broker.login(USER)));
            try (var consumer = new BatchConsumer("late", List.of(Topic.USERS.topicName()), () -> kafka.member(USER),
                    _ -> {}, Optional.empty())) {
                consumer.start();
                Eventually.within(DEADLINE, () -> assertThat(consumer.state()).isInstanceOf(State.Retrying.class));

                broker.grant(KafkaRights.SINK.bindings("User:" + USER));

                Eventually.within(DEADLINE, () -> assertThat(consumer.state()).isInstanceOf(State.Running.class));
            }
        }
    }
}
