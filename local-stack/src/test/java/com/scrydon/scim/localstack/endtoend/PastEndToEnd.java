package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.demo.Bodies;
import com.scrydon.scim.localstack.demo.Caller;
import com.scrydon.scim.testkit.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the operations API tells of the past, from what the real sink wrote. */
class PastEndToEnd {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestStack stack = TestStack.INSTANCE;
    private final String run = UUID.randomUUID().toString().substring(0, 8);

    @Test
    void r38_whyAtAPastTimeIsToldFromTheAuditLog() throws Exception {
        try (var okta = stack.okta(); var management = stack.management(); var operations = stack.operations()) {
            var before = Instant.now();
            var user = okta.call("POST", "/Users", Bodies.user("p." + run + "@example.com", "P", "P", "p-" + run)).id();
            var child = okta.call("POST", "/Groups", Bodies.group("Child " + run, user)).id();
            var parent = okta.call("POST", "/Groups", Bodies.group("Parent " + run, child)).id();
            var team = management.call("GET", "/teams?name=Parent%20" + run, null).body().path("teams").path(0)
                    .path("id")
                    .asString();
            var why = "/why?account=" + user + "&team=" + team;
            awaitInEffect(operations, why, true);
            var nested = Instant.now();
            assertThat(okta.call("PATCH", "/Groups/" + parent, Bodies.replace("members", List.of())).status())
                    .isEqualTo(204);
            awaitInEffect(operations, why, false);
            var after = Instant.now();

            var then = at(operations, why, nested);
            assertThat(then.path("inEffect").asBoolean()).as("%s", then).isTrue();
            assertThat(then.path("account").path("active").asBoolean()).isTrue();
            assertThat(then.path("team").path("groupName").asString()).isEqualTo("Parent " + run);
            assertThat(then.path("chains").path(0).path("groups").valueStream().map(g -> g.path("id").asString()))
                    .containsExactly(child, parent);
            var ended = at(operations, why, after);
            assertThat(ended.path("inEffect").asBoolean(true)).as("%s", ended).isFalse();
            assertThat(ended.path("chains").size()).isZero();
            assertThat(ended.path("effect").path("cause").path("type").asString())
                    .isEqualTo("scim.group.members_changed");
            assertThat(at(operations, why, before).path("team").has("name")).isFalse();
        }
    }

    private static void awaitInEffect(Caller operations, String why, boolean inEffect) {
        Eventually.within(SOON, () -> assertThat(operations.call("GET", why, null).body().has("inEffectSince"))
                .isEqualTo(inEffect));
    }

    /** Once the audit log has everything of then. */
    private static JsonNode at(Caller operations, String why, Instant moment) throws IOException, InterruptedException {
        var path = why + "&at=" + moment;
        Eventually.within(SOON, () -> {
            var told = operations.call("GET", path, null);
            assertThat(told.body().path("complete").asBoolean()).as("%s", told).isTrue();
        });
        return operations.call("GET", path, null).body();
    }
}
