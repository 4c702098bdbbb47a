package com.scrydon.scim.worker.applying;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.consumers.BatchHandler;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.intake.UndecodableRecords;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.stereotype.Component;

/**
 * Batches of user facts or tasks, collapsed to one recomputation per account. A record that cannot be decoded is kept
 * raw, and its account recomputed all the same, since its key names it.
 */
@Component
class ApplyingIntake implements BatchHandler {

    private final FactCodec codec;
    private final UndecodableRecords undecodable;
    private final Applying applying;

    ApplyingIntake(FactCodec codec, UndecodableRecords undecodable, Applying applying) {
        this.codec = codec;
        this.undecodable = undecodable;
        this.applying = applying;
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        Map<UUID, Cause> causes = LinkedHashMap.newLinkedHashMap(batch.size());
        for (var record : batch) {
            account(record).ifPresent(account -> causes.put(account, cause(record)));
        }
        if (!causes.isEmpty()) {
            applying.apply(causes);
        }
    }

    private Optional<UUID> account(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(UUID.fromString(record.key()));
        } catch (IllegalArgumentException | NullPointerException e) {
            undecodable.keep(record, e);
            return Optional.empty();
        }
    }

    private Cause cause(ConsumerRecord<String, byte[]> record) {
        try {
            return record.topic().equals(Topic.USERS.topicName())
                    ? Cause.of(codec.decode(record.value(), UserFact.class).getHeader())
                    : Cause.of(codec.decode(record.value(), ProvisioningTask.class));
        } catch (SerializationException e) {
            undecodable.keep(record, e);
            return new Cause(new UUID(0, 0), "undecodable", "unknown", Instant.ofEpochMilli(record.timestamp()));
        }
    }
}
