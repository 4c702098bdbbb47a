package com.scrydon.scim.eventlog.lag;

import com.scrydon.scim.eventlog.wiring.KafkaClients;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Members of our groups that are none of our services: they take partitions, and nobody applies what they read. */
final class Strangers {

    private Strangers() {}

    /** A sentence for each, and for each group whose members are not shown to us. */
    static List<String> in(Admin admin, List<ConsumerGroup> groups) throws ExecutionException, InterruptedException {
        var described = admin.describeConsumerGroups(groups.stream().map(ConsumerGroup::group).toList())
                .describedGroups();
        var told = Stream.<String>builder();
        for (var group : described.entrySet()) {
            in(group.getKey(), group.getValue()).forEach(told);
        }
        return told.build().sorted().toList();
    }

    private static Stream<String> in(String group, KafkaFuture<ConsumerGroupDescription> described)
            throws ExecutionException, InterruptedException {
        try {
            return described.get().members().stream().filter(member -> !KafkaClients.isOurs(member.clientId()))
                    .map(member -> "a stranger is a member of the group %s (client.id %s, host %s) and holds %d partitions"
                            .formatted(group, member.clientId(), member.host(),
                                    member.assignment().topicPartitions().size()));
        } catch (ExecutionException e) {
            return switch (e.getCause()) {
                // Nobody has joined it yet.
                case GroupIdNotFoundException _ -> Stream.empty();
                // As where a member reads a topic that we may not see: no reason not to know how far we are.
                case AuthorizationException refused -> Stream.of(
                        "Kafka does not show us the members of the group %s (%s)".formatted(group,
                                refused.getMessage()));
                case null, default -> throw e;
            };
        }
    }
}
