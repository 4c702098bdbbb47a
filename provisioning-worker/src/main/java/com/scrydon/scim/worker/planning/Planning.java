package com.scrydon.scim.worker.planning;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.worker.intake.Cause;
import com.scrydon.scim.worker.intake.Causes;
import com.scrydon.scim.worker.intake.Decoding;
import com.scrydon.scim.worker.intake.TopicIntake;
import com.scrydon.scim.worker.undecodable.UndecodableRecords;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.springframework.stereotype.Component;

/**
 * Turns group and Team facts into tasks, one for every account whose effective Teams the fact may have changed. Why this
 * misses nobody: take, for an account, the last change at which it was below the changed edge; planned at any later time
 * it still is, and no later change concerns it (docs/decisions/010-planning-misses-nobody.md).
 */
@Component
class Planning implements TopicIntake {

    private final FactCodec codec;
    private final Causes causes;
    private final UndecodableRecords undecodable;
    private final AccountWalk accounts;
    private final Tasks tasks;
    private final Outbox outbox;

    Planning(FactCodec codec, Causes causes, UndecodableRecords undecodable, AccountWalk accounts, Tasks tasks,
            Outbox outbox) {
        this.codec = codec;
        this.causes = causes;
        this.undecodable = undecodable;
        this.accounts = accounts;
        this.tasks = tasks;
        this.outbox = outbox;
    }

    /** What one record asks for. */
    private record Plan(Reach reach, Cause cause, UUID organisation) {}

    @Override
    public Set<String> topics() {
        return Set.of(Topic.GROUPS.topicName(), Topic.TEAMS.topicName());
    }

    @Override
    public void handle(List<ConsumerRecord<String, byte[]>> batch) {
        Set<UUID> planned = new HashSet<>();
        try (var sending = tasks.begin()) {
            for (var record : batch) {
                var plan = plan(record);
                accounts.walk(plan.reach(), chunk -> chunk.forEach(account -> {
                    if (isNew(planned, account)) {
                        sending.send(account, plan.organisation(), plan.cause());
                    }
                }));
            }
            sending.awaitAll();
        }
        // An older Postgres may not know whom the facts reach: they come again until the right one is back.
        outbox.requireOpen();
        Failpoints.reach(Failpoints.PLANNING_AFTER_TASKS);
    }

    /** Whether no earlier record of the batch asked for the account. Forgets when it grows too large: twice is harmless. */
    private static boolean isNew(Set<UUID> planned, UUID account) {
        if (planned.size() >= 50 * AccountWalk.CHUNK) {
            planned.clear();
        }
        return planned.add(account);
    }

    private Plan plan(ConsumerRecord<String, byte[]> record) {
        boolean group = record.topic().equals(Topic.GROUPS.topicName());
        try {
            if (group) {
                var fact = Decoding.decode(codec, record, GroupFact.class);
                return plan(Reach.of(fact), record, fact.getHeader());
            }
            var fact = Decoding.decode(codec, record, TeamFact.class);
            return plan(Reach.of(fact), record, fact.getHeader());
        } catch (SerializationException e) {
            undecodable.keep(record, e);
            var reach = Decoding.key(record).map(key -> unknown(group, key)).orElse(Reach.NOWHERE);
            return new Plan(reach, Cause.undecodable(record), new UUID(0, 0));
        }
    }

    private Plan plan(Reach reach, ConsumerRecord<String, byte[]> record, FactHeader header) {
        return new Plan(reach, causes.of(record, header), header.getOrganisationId());
    }

    /** As if the fact might have changed anything about what its key names. */
    private Reach unknown(boolean group, UUID key) {
        return group
                ? new Reach(Set.of(), Set.of(key), Set.copyOf(accounts.teamsAbove(key)))
                : new Reach(Set.of(), Set.copyOf(accounts.groupOf(key)), Set.of(key));
    }
}
