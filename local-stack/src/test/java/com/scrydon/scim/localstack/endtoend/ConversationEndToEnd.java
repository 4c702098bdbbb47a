package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.demo.Bodies;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An Okta conversation through every part: HTTP, Postgres, relay, Kafka, worker, Teams, audit index. */
class ConversationEndToEnd {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestStack stack = TestStack.INSTANCE;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void theDemoHoldsAllItsExpectations() throws Exception {
        var output = stack.target().resolve("end-to-end-demo.txt");
        int exit = stack.run(output, "demo", "--data-dir", stack.data().toString());
        var text = Files.readString(output);
        assertThat(exit).as(text).isZero();
        assertThat(text).contains("scim.user.provisioned", "scim.user.linked", "scim.group.created", "(SCIM)",
                "nested group depth exceeds 3", "nested group would create a cycle").doesNotContain("\u001b[");
    }

    @Test
    void r21_r26_r31_aChangeIsAnsweredThenInTheTopicsInTheTeamAndInTheAuditLog() throws Exception {
        try (var okta = stack.okta(); var management = stack.management(); var audit = stack.audit()) {
            var user = okta.call("POST", "/Users", Bodies.user("e2e." + run + "@example.com", "E", "E", "ext-" + run));
            assertThat(user.status()).isEqualTo(201);
            var group = okta.call("POST", "/Groups", Bodies.group("E2E " + run, user.id()));
            assertThat(group.status()).isEqualTo(201);
            var teams = management.call("GET", "/teams?name=E2E%20" + run, null).body().path("teams");
            var team = teams.get(0).path("id").asString();
            Eventually.within(SOON, () -> assertThat(
                    management.call("GET", "/teams/" + team + "/members", null).body().path("members").get(0)
                            .path("direct").asBoolean())
                    .isTrue());
            var kafka = stack.file().subscriber();
            assertThat(TopicStory.of(kafka, Topic.USERS, user.id())).containsExactly("scim.user.provisioned");
            assertThat(TopicStory.of(kafka, Topic.GROUPS, group.id())).containsExactly("scim.group.created",
                    "scim.group.members_changed");
            Eventually.within(SOON, () -> assertThat(TopicStory.of(kafka, Topic.MEMBERSHIPS, user.id()))
                    .containsExactly("scim.membership.changed"));
            Eventually.within(SOON, () -> assertThat(audit.call("GET",
                    "/records?count=500&filter=type%20sw%20%22scim.%22", null).body().path("records").valueStream()
                    .filter(r -> r.toString().contains(user.id())).map(r -> r.path("type").asString()))
                    .contains("scim.user.provisioned", "scim.group.members_changed", "scim.membership.changed"));
        }
    }

    @Test
    void r11_theTopicsHoldNoPassword() throws Exception {
        try (var okta = stack.okta()) {
            var user = okta.call("POST", "/Users", Bodies.user("pw." + run + "@example.com", "P", "W", "pw-" + run));
            assertThat(user.body().has("password")).isFalse();
            Eventually.within(SOON,
                    () -> assertThat(TopicStory.of(stack.file().subscriber(), Topic.USERS, user.id()))
                            .hasSize(1));
            var stored = stack.database().sql("select count(*) from directory.account where attributes::text like :p")
                    .param("p", "%not-kept-1A%").query(Long.class).single();
            assertThat(stored).isZero();
        }
    }

    @Test
    void r27_r33_theTopicsAreGaplessAndEachFactIsIndexedOnce() throws Exception {
        try (var okta = stack.okta()) {
            okta.call("POST", "/Users", Map.of("userName", "gap." + run + "@example.com"));
        }
        var kafka = stack.file().subscriber();
        Eventually.within(SOON, () -> {
            TopicStory.isGaplessAndFreeOfRepeats(kafka);
            var indexed = stack.database().sql("select count(*) from audit.record").query(Long.class).single();
            var distinct = stack.database().sql("select count(distinct event_id) from audit.record").query(Long.class)
                    .single();
            assertThat(indexed).isEqualTo(distinct).isEqualTo(TopicStory.size(kafka));
        });
    }
}
