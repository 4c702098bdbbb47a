package com.scrydon.scim.worker;

import com.scrydon.scim.servicekit.people.Role;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.hostile.HostileCalls;
import com.scrydon.scim.testkit.hostile.HostileRequests;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All headers, parameters and paths of the operations API, from strangers and from those who may call (R24c). */
@Tag("slow")
@Tag("R24c")
class HostileRequestsTests {

    private static final long SEED = Long.getLong("scim.fuzz.seed", 20_261_129L);
    private static final String BASE = "/api/operations/v1";
    private static final List<String> PATHS = List.of(BASE + "/status", BASE + "/parked", BASE + "/undecodable",
            BASE + "/undecodable/0198c0de-0000-7000-8000-00000000000a", BASE + "/why", BASE + "/breaker/release",
            BASE + "/nothing", "/nothing", "/", "/error", "/actuator/health/liveness", "/actuator/health/readiness",
            "/actuator/metrics");

    @Test
    void r24c_noRequestOfAnybodyIsAServerError() {
        // Its database is not the one that other tests' facts in Kafka came from, which would close its gate.
        try (var worker = new RunningWorker(TestKafka.bootstrapServers(),
                "--scim.kafka.bootstrap-servers=" + TestKafka.bootstrapServers(), "--scim.relay.enabled=false")) {
            var person = worker.token(Set.of(Role.values()), RunningWorker.ORGANISATION);
            var requests = new HostileRequests(PATHS, List.of("", "Authorization: Bearer " + person), SEED);
            new HostileCalls(worker.port(), (_, _) -> false).assertHarmless(requests.all(1_000));
        }
    }
}
