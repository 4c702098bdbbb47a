package com.scrydon.scim.eventlog.topics;

import com.scrydon.scim.schemas.PartitionScale;
import java.util.Map;
import java.util.function.IntFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a service from running with topics that differ from their declaration. A cluster that cannot be reached does not
 * stop a start (R28): the relay asks again before it publishes anything.
 */
public final class TopicGuard {

    private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);
    private static final int START_TIMEOUT_MILLIS = 3_000;
    private static final int TIMEOUT_MILLIS = 10_000;

    private final IntFunction<Admin> admins;
    private final PartitionScale scale;

    /** @param admins makes an admin client whose calls take at most so many milliseconds */
    public TopicGuard(IntFunction<Admin> admins, PartitionScale scale) {
        this.admins = admins;
        this.scale = scale;
    }

    /** Refuses the start if topics are wrong; only warns if Kafka does not answer. */
    public void checkAtStart() {
        try {
            var _ = check(START_TIMEOUT_MILLIS);
        } catch (KafkaException e) {
            LOG.warn("Kafka does not answer; topics are checked before the first publication: {}", e.getMessage());
        }
    }

    /**
     * Checks now; answers Kafka's ids of the topics by name.
     *
     * @throws TopicAdmin.WrongPartitionsException if topics are wrong
     * @throws KafkaException if Kafka does not answer
     */
    public Map<String, String> check() {
        return check(TIMEOUT_MILLIS);
    }

    private Map<String, String> check(int timeoutMillis) {
        try (var admin = admins.apply(timeoutMillis)) {
            return new TopicAdmin(admin, scale).check();
        }
    }
}
