package com.scrydon.scim.ctl.restore;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.outbox.UuidV7;
import com.scrydon.scim.eventlog.wiring.Acknowledgements;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.schemas.Topic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Writes a task for every account. With Kafka went the tasks that the worker had not done yet, and facts that the audit
 * index had read but the worker had not; recomputing is always safe and makes up for both (R29).
 */
final class AllAccounts {

    private static final int PAGE = 5_000;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String NEXT = """
            select id, organisation_id from directory.account where id > :after order by id limit :page
            """;

    private final JdbcClient jdbc;
    private final FactCodec codec;
    private final FactMac macs;

    AllAccounts(JdbcClient jdbc, FactCodec codec, FactMac macs) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.macs = macs;
    }

    private record Account(UUID id, UUID organisationId) {}

    /** Answers how many, all acknowledged. */
    long recompute(Producer<String, byte[]> producer) {
        var now = Instant.now();
        var cause = UuidV7.at(now);
        long count = 0;
        for (var page = after(BEFORE_ALL); !page.isEmpty(); page = after(page.getLast().id)) {
            var sent = page.stream().map(account -> producer.send(task(account, cause, now))).toList();
            sent.forEach(Acknowledgements::await);
            count += page.size();
        }
        return count;
    }

    private List<Account> after(UUID id) {
        return jdbc.sql(NEXT).param("after", id).param("page", PAGE)
                .query((row, _) -> new Account(row.getObject(1, UUID.class), row.getObject(2, UUID.class))).list();
    }

    private ProducerRecord<String, byte[]> task(Account account, UUID cause, Instant now) {
        var task = new ProvisioningTask(account.id, account.organisationId, cause, "restore", "scimctl restore",
                now);
        return macs.sign(new ProducerRecord<>(Topic.PROVISIONING_TASKS.topicName(), account.id.toString(),
                codec.encode(Topic.PROVISIONING_TASKS, task)));
    }
}
