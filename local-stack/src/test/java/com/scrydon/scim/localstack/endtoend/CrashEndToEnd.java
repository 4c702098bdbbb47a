package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.demo.Bodies;
import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Processes die in the middle of a group push; afterwards the outcome is the same and nothing is missing or doubled. */
class CrashEndToEnd {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int USERS = 120;
    private static final int PUSHES = 12;

    private final TestStack stack = TestStack.INSTANCE;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void r28_r29_aWorkerKilledInTheMiddleOfAGroupPushLosesNothing() throws Exception {
        try (var okta = stack.okta()) {
            var users = users(okta);
            var group = group(okta);
            long former = 0;
            for (int i = 0; i < PUSHES; i++) {
                push(okta, group, users, i);
                if (i == PUSHES / 3) {
                    former = stack.kill("provisioning-worker");
                }
            }
            stack.awaitAgain("provisioning-worker", former);
            outcomeIsWhole(group, users);
        }
    }

    @Test
    void r28_withTheBrokerKilledUsersAreStillCreatedAndTheAuditRecordComesLater() throws Exception {
        try (var okta = stack.okta()) {
            long former = stack.kill("kafka");
            var made = okta.call("POST", "/Users",
                    Bodies.user("dark." + run + "@example.com", "D", "K", "dark-" + run));
            assertThat(made.status()).isEqualTo(201);
            Eventually.within(PATIENCE, () -> assertThat(stack.pid("kafka")).isNotEqualTo(former));
            Eventually.within(PATIENCE, TestStack.PAUSE, () -> assertThat(stack.database()
                    .sql("select count(*) from audit.record where type = 'scim.user.provisioned' and key = :key")
                    .param("key", made.id()).query(Long.class).single()).isEqualTo(1));
            TopicStory.isGaplessAndFreeOfRepeats(stack.file().subscriber());
        }
    }

    private List<String> users(Caller okta) throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            var email = "u" + i + "." + run + "@example.com";
            ids.add(okta.call("POST", "/Users", Bodies.user(email, "U", "U" + i, email)).id());
        }
        return ids;
    }

    private String group(Caller okta) throws Exception {
        return okta.call("POST", "/Groups", Bodies.group("Crash " + run)).id();
    }

    private static void push(Caller okta, String group, List<String> users, int slice) throws Exception {
        var members = users.subList(slice * USERS / PUSHES, (slice + 1) * USERS / PUSHES).toArray(String[]::new);
        assertThat(okta.call("PATCH", "/Groups/" + group, Bodies.addMembers(members)).status()).isEqualTo(204);
    }

    private void outcomeIsWhole(String group, List<String> users) {
        var database = stack.database();
        Eventually.within(PATIENCE, TestStack.PAUSE, () -> {
            var inEffect = database.sql("""
                    select m.account_id::text from membership.team_member m
                    join directory.team t on t.id = m.team_id where t.group_id = :group::uuid
                    """).param("group", group).query(String.class).list();
            assertThat(inEffect).containsExactlyInAnyOrderElementsOf(users);
        });
        Eventually.within(PATIENCE, TestStack.PAUSE, () -> {
            assertThat(database.sql("select count(*) from directory.outbox").query(Long.class).single()).isZero();
            assertThat(database.sql("select count(*) from membership.outbox").query(Long.class).single()).isZero();
        });
        TopicStory.isGaplessAndFreeOfRepeats(stack.file().subscriber());
    }
}
