package com.scrydon.scim.ctl.rights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.testkit.AuthorizingBroker;
import com.scrydon.scim.testkit.Eventually;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code scimctl kafka-password} on a broker that asks. */
@Tag("slow")
@Tag("R37")
class PasswordTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private static String set(AuthorizingBroker broker, Map<String, String> environment) {
        var out = new StringWriter();
        var status = new CommandLine(new PasswordCommand(environment::get)).setOut(new PrintWriter(out, true))
                .execute("--kafka", broker.openServers(), "billing");
        assertThat(status).isZero();
        return out.toString().strip();
    }

    @Test
    void r37_aSubscriberGetsAPasswordAndANewOneAndNobodyIsLoggedOut() throws Exception {
        try (var broker = AuthorizingBroker.start()) {
            var first = set(broker, Map.of());
            assertThat(first).hasSize(32);
            try (var loggedIn = admin(broker, first)) {
                Eventually.within(DEADLINE, () -> assertThat(nodes(loggedIn)).isEqualTo(1));

                var said = set(broker, Map.of("SCIM_KAFKA_NEW_PASSWORD", "chosen"));

                assertThat(said).doesNotContain("chosen");
                Eventually.within(DEADLINE, () -> {
                    try (var next = admin(broker, "chosen")) {
                        assertThat(nodes(next)).isEqualTo(1);
                    }
                });
                assertThat(nodes(loggedIn)).isEqualTo(1);
                try (var late = admin(broker, first)) {
                    assertThatThrownBy(() -> nodes(late)).hasCauseInstanceOf(SaslAuthenticationException.class);
                }
            }
        }
    }

    private static int nodes(Admin admin) throws ExecutionException, InterruptedException {
        return admin.describeCluster().nodes().get().size();
    }

    private static Admin admin(AuthorizingBroker broker, String password) {
        var settings = new HashMap<String, Object>(broker.scramLogin("billing", password));
        settings.put("bootstrap.servers", broker.bootstrapServers());
        return Admin.create(settings);
    }
}
