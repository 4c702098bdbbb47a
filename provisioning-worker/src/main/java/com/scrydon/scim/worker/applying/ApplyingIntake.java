package com.scrydon.scim.worker.applying;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.intake.Causes;
import com.scrydon.scim.worker.intake.Decoding;
import com.scrydon.scim.worker.intake.TopicIntake;
import com.scrydon.scim.worker.undecodable.UndecodableRecords;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.stereotype.Component;

/**
 * Batches of user facts or tasks, collapsed to one recomputation per account. A record that cannot be decoded is kept
 * raw, and its account recomputed all the same where its key names it.
 */
@Component
class ApplyingIntake implements TopicIntake {

    private final FactCodec codec;
    private final Causes causes;
    private final UndecodableRecords undecodable;
    private final Applying applying;
    private final Outbox outbox;

    ApplyingIntake(FactCodec codec, Causes causes, UndecodableRecords undecodable, Applying applying, Outbox outbox) {
        this.codec = codec;
        this.causes = causes;
        this.undecodable = undecodable;
        this.applying = applying;
        this.outbox = outbox;
    }

    /** What one record asks for. */
    private record Wanted(UUID account, Cause cause) {}

    @Override
    public Set<String> topics() {
        return Set.of(Topic.USERS.topicName(), Topic.PROVISIONING_TASKS.topicName());
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        Map<UUID, Cause> causes = LinkedHashMap.newLinkedHashMap(batch.size());
        for (var record : batch) {
            wanted(record).ifPresent(wanted -> causes.put(wanted.account(), wanted.cause()));
        }
        if (!causes.isEmpty()) {
            applying.apply(causes);
        }
        // What was kept raw in an older Postgres is lost with it.
        outbox.requireOpen();
    }

    private Optional<Wanted> wanted(ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(decoded(record));
        } catch (SerializationException e) {
            undecodable.keep(record, e);
            return Decoding.key(record).map(account -> new Wanted(account, Cause.undecodable(record)));
        }
    }

    private Wanted decoded(ConsumerRecord<String, byte[]> record) {
        if (record.topic().equals(Topic.USERS.topicName())) {
            var fact = Decoding.decode(codec, record, UserFact.class);
            return new Wanted(fact.getAccountId(), causes.of(record, fact.getHeader()));
        }
        var task = Decoding.decode(codec, record, ProvisioningTask.class);
        return new Wanted(task.getAccountId(), causes.of(record, task));
    }
}
