package com.scrydon.scim.ctl.rights;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.topics.KafkaRights;
import com.scrydon.scim.testkit.AuthorizingBroker;
import com.scrydon.scim.testkit.Eventually;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code scimctl grant} on a broker that has an authorizer. */
@Tag("slow")
@Tag("R37")
class GrantTests {

    private static final Duration DEADLINE = Duration.ofSeconds(60);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int grant(String... arguments) {
        return new CommandLine(new GrantCommand()).setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true)).execute(arguments);
    }

    @Test
    void r37_rightsAreGrantedOnceHoweverOftenTheCommandRuns() throws Exception {
        try (var broker = AuthorizingBroker.start();
                var admin = Admin.create(Map.of("bootstrap.servers", broker.openServers()))) {
            assertThat(grant("--kafka", broker.openServers(), "--dry-run", "audit-sink=User:sink")).isZero();
            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get()).isEmpty();

            assertThat(grant("--kafka", broker.openServers(), "audit-sink=User:sink", "subscriber=User:billing"))
                    .isZero();
            var granted = Stream.concat(rights("audit-sink", "User:sink"), rights("subscriber", "User:billing"))
                    .collect(Collectors.toSet());
            // The controller has taken them before the broker's authorizer knows of them.
            Eventually.within(DEADLINE, () -> assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .containsExactlyInAnyOrderElementsOf(granted));
            assertThat(grant("--kafka", broker.openServers(), "audit-sink=User:sink")).isZero();

            assertThat(admin.describeAcls(AclBindingFilter.ANY).values().get())
                    .containsExactlyInAnyOrderElementsOf(granted);
            assertThat(out.toString()).contains("rights of 2 principals granted").containsPattern(
                    "User:billing +read +group +billing-\\*").containsPattern("User:sink +read +topic +scim.users.v1");
        }
    }

    private static Stream<AclBinding> rights(String client, String principal) {
        return KafkaRights.of(client).orElseThrow().bindings(principal).stream();
    }

    /** It could join their groups, and records that it is assigned are read by nobody else. */
    @Test
    void r37_noSubscriberHasANameThatOurConsumerGroupsOrClientsBeginWithOrThatBeginsWithTheirs() {
        var names = List.of("s", "scim", "scim-worker-", "scim-worker-users", "audit", "audit-sink", "audit-sink-2",
                "provisioning", "scim-ingress");
        for (var name : names) {
            assertThat(grant("--kafka", "127.0.0.1:1", "--dry-run", "subscriber=User:" + name)).as(name).isEqualTo(2);
        }
        assertThat(err.toString()).contains("subscriber=User:audit: the subscriber's name \"audit\" is too like ours, "
                + "\"audit-sink\": its consumer groups would be");
        assertThat(grant("--kafka", "127.0.0.1:1", "--dry-run", "subscriber=User:auditors", "audit-sink=User:audit"))
                .isZero();
    }

    @Test
    void whatIsNoClientOrPrincipalIsNamed() {
        assertThat(grant("--kafka", "127.0.0.1:1", "sink=User:sink")).isEqualTo(2);
        assertThat(grant("--kafka", "127.0.0.1:1", "audit-sink=sink")).isEqualTo(2);

        assertThat(err.toString()).contains("sink=User:sink: not CLIENT=PRINCIPAL")
                .contains("audit-sink=sink: not a principal, such as User:name: sink");
    }
}
