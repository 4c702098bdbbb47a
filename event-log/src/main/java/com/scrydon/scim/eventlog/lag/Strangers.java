package com.scrydon.scim.eventlog.lag;

import com.scrydon.scim.eventlog.wiring.KafkaClients;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/** Members of our groups that are none of our services: they take partitions, and nobody applies what they read. */
final class Strangers {

    private Strangers() {}

    /** A sentence for each. */
    static List<String> in(Admin admin, List<ConsumerGroup> groups) throws ExecutionException, InterruptedException {
        var described = admin.describeConsumerGroups(groups.stream().map(ConsumerGroup::group).toList()).all().get();
        return described.values().stream()
                .flatMap(group -> group.members().stream()
                        .filter(member -> !KafkaClients.isOurs(member.clientId()))
                        .map(member -> "a stranger is a member of the group %s (client.id %s, host %s) and holds %d partitions"
                                .formatted(group.groupId(), member.clientId(), member.host(),
                                        member.assignment().topicPartitions().size())))
                .sorted().toList();
    }
}
