package com.scrydon.scim.eventlog.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.schemas.PartitionScale;
import com.scrydon.scim.testkit.BrokerProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Brokers that do not count (yet) are waited for, and not for ever. */
@Tag("slow")
class TopicAdminTests {

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final BrokerProcess BROKER = BrokerProcess.start();

    @AfterAll
    static void stop() {
        BROKER.kill();
    }

    @Test
    void tooFewBrokersAreToldAfterTheWaitAndTopicsThatAreThereAreLeftAsTheyAre() {
        try (var admin = Admin.create(Map.of("bootstrap.servers", BROKER.bootstrapServers()))) {
            var topics = new TopicAdmin(admin, PartitionScale.LOCAL);
            var begin = Instant.now();
            assertThatThrownBy(() -> topics.createMissing((short) 3, PATIENCE)).isInstanceOf(KafkaException.class)
                    .hasMessageStartingWith("cannot create topic scim.")
                    .hasCauseInstanceOf(InvalidReplicationFactorException.class);
            assertThat(Duration.between(begin, Instant.now())).isGreaterThanOrEqualTo(PATIENCE);

            topics.createMissing((short) 1, PATIENCE);
            var ids = topics.check();
            topics.createMissing((short) 1, PATIENCE);
            assertThat(topics.check()).isEqualTo(ids);
        }
    }
}
