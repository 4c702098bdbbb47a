package com.scrydon.scim.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.AuthorizingBroker;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TopicReader;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole worker on a broker that asks for rights: those it is granted by the deploy step are enough. */
@Tag("slow")
class KafkaRightsTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);
    private static final String USER = "provisioning-worker";

    private final UUID account = UUID.randomUUID();
    private final UUID team = UUID.randomUUID();

    @Test
    void r37_theWorkerPlansAppliesAndPublishesWithTheRightsItIsGranted() {
        try (var broker = AuthorizingBroker.start(USER)) {
            broker.grant(KafkaRights.WORKER.bindings("User:" + USER));
            try (var worker = new RunningWorker(broker.openServers(), broker.arguments(USER))) {
                addByHand(worker);
                // What cannot be decoded is planned for by its key.
                worker.publish(Topic.TEAMS, team.toString(), new byte[]{7});

                for (var topic : List.of(Topic.PROVISIONING_TASKS, Topic.MEMBERSHIPS, Topic.MEMBERSHIPS_STATE)) {
                    Eventually.within(DEADLINE,
                            () -> assertThat(TopicReader.readAll(broker.openServers(), topic.topicName()))
                                    .extracting(record -> record.key()).containsExactly(account.toString()));
                }
            }
        }
    }

    private void addByHand(RunningWorker worker) {
        var organisation = RunningWorker.ORGANISATION;
        worker.owner().sql("insert into directory.organisation (id, slug, name) values (?, 'o', 'O')")
                .param(organisation).update();
        worker.owner().sql("""
                insert into directory.account (id, organisation_id, kind, email, user_name, created_at, last_modified_at)
                values (?, ?, 'person', 'a@x.io', 'a@x.io', now(), now())
                """).params(account, organisation).update();
        worker.owner()
                .sql("insert into directory.team (id, organisation_id, name, created_at) values (?, ?, 'T', now())")
                .params(team, organisation).update();
        worker.owner().sql("insert into directory.team_member_by_hand values (?, ?, ?, 'Ada', now())")
                .params(organisation, team, account).update();
    }
}
