package com.scrydon.scim.eventlog.lag;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells which partitions stand still behind a transaction that somebody left open, and whose it is where Kafka says. A transaction of a
 * relay of ours is over within milliseconds; so what stands at the same place for longer than 5 s is told.
 */
final class OpenTransactions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Clock clock;
    private final Map<TopicPartition, Standstill> standing = new HashMap<>();

    OpenTransactions(Clock clock) {
        this.clock = clock;
    }

    private record Standstill(long stable, Instant since) {}

    /** By partition, a sentence for each that stands still. */
    Map<String, String> told(Admin admin, PartitionEnds ends) throws InterruptedException {
        var now = clock.instant();
        var told = new TreeMap<String, String>();
        for (var entry : ends.stable().entrySet()) {
            var partition = entry.getKey();
            long held = ends.held(partition);
            if (held == 0) {
                standing.remove(partition);
                continue;
            }
            var still = standing.merge(partition, new Standstill(entry.getValue(), now),
                    (before, fresh) -> before.stable() == fresh.stable() ? before : fresh);
            if (Duration.between(still.since(), now).compareTo(PATIENCE) >= 0) {
                told.put(partition.toString(), "%s stands still at offset %d since %s: %s; %d records wait behind it"
                        .formatted(partition, still.stable(), still.since().truncatedTo(ChronoUnit.SECONDS),
                                whose(admin, partition), held));
            }
        }
        return told;
    }

    private static String whose(Admin admin, TopicPartition partition) throws InterruptedException {
        try {
            var open = admin.describeProducers(List.of(partition)).partitionResult(partition).get().activeProducers()
                    .stream().filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .map(ProducerState::producerId).toList();
            var names = admin.listTransactions().all().get().stream()
                    .filter(transaction -> open.contains(transaction.producerId())).toList();
            return "a transaction is open" + (open.isEmpty() ? "" : " (" + named(open, names) + ")");
        } catch (ExecutionException | KafkaException _) {
            return "a transaction is open";
        }
    }

    private static String named(List<Long> producers, Collection<TransactionListing> transactions) {
        return transactions.isEmpty()
                ? "producer " + producers.getFirst()
                : transactions.stream().map(t -> "transactional.id " + t.transactionalId() + ", producer "
                        + t.producerId()).collect(Collectors.joining("; "));
    }
}
