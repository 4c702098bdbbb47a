package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.localstack.bench.neighbour.Attack;
import com.scrydon.scim.localstack.bench.neighbour.Crowd;
import com.scrydon.scim.localstack.bench.neighbour.DearestRequests;
import com.scrydon.scim.localstack.bench.neighbour.Organisation;
import com.scrydon.scim.localstack.bench.neighbour.Victim;
import com.scrydon.scim.testkit.Eventually;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One organisation, and strangers beside it, send the dearest request of every endpoint of every service as fast as they go; another does its
 * daily work meanwhile. Nothing is refused to it, nothing of it is lost or waits for long, no part ends, and no memory is kept (R28c, R4).
 */
@Tag("R28c")
class NeighbourEndToEnd {

    private static final Logger LOG = LoggerFactory.getLogger(NeighbourEndToEnd.class);
    private static final Duration QUIET = Duration.ofSeconds(Integer.getInteger("scim.real.quiet-seconds", 20));
    private static final Duration ATTACK = Duration.ofSeconds(Integer.getInteger("scim.real.attack-seconds", 60));
    private static final Duration AFTERWARDS = Duration.ofMinutes(3);
    /**
     * How many times slower than when it is quiet the victim's p99 may be. The aim is 10; with the attackers' own clients on the same two cores
     * it is 7 to 17 (docs/threat-model.md, "Not held, or not yet").
     */
    private static final int SLOWER = Integer.getInteger("scim.real.slower", 25);
    private static final List<String> SERVICES = List.of("scim-ingress", "provisioning-worker", "audit-sink",
            "admin-console");

    private static final TestStack STACK = TestStack.INSTANCE;
    private static Organisation attacker;
    private static Crowd crowd;

    @BeforeAll
    static void populate() {
        attacker = Organisation.limited(STACK.file(), STACK.signingKey());
        crowd = Crowd.of(attacker);
    }

    @Test
    void r28c_everyEndpointHasADearestRequest() {
        assertThat(new DearestRequests(crowd).all().keySet()).containsExactlyInAnyOrderElementsOf(Endpoints.all());
    }

    @Test
    void r28c_nobodyCanMakeAnothersWorkSlowRefusedOrLost() {
        var before = STACK.file().pids();
        var organisation = Organisation.unlimited(STACK.file(), STACK.signingKey());
        try (var victim = new Victim(organisation)) {
            victim.work(QUIET);
            LOG.info("victim quiet, median/p99 in ms: {}", victim.kinds());
            long quiet = victim.p99();
            var heaps = heaps();
            try (var attack = new Attack(attacker, crowd)) {
                attack.begin();
                victim.work(ATTACK);
                LOG.info("the attack was answered {}", attack.answers());
            }
            long requests = victim.requests();
            LOG.info("victim attacked, median/p99 in ms: {}", victim.kinds());
            long attacked = victim.p99();
            LOG.info("victim: {} requests, p99 {} ms quiet, {} ms attacked, refused {}", requests, quiet, attacked,
                    victim.refusals());
            assertThat(victim.refusals()).isEmpty();
            assertThat(STACK.file().pids()).as("no part ended").isEqualTo(before);
            assertThat(attacked).as("p99 in ms beside an attack; quiet: %d", quiet).isLessThanOrEqualTo(quiet * SLOWER);
            everythingArrives(organisation.id(), victim);
            everythingIsWell();
            assertThat(heaps()).as("heaps after collections, KiB; before: %s", heaps).allSatisfy(
                    (service, used) -> assertThat(used).as(service)
                            .isLessThan(heaps.getOrDefault(service, 0L) * 3 / 2 + 16_384));
        }
    }

    private static void everythingArrives(UUID organisation, Victim victim) {
        Eventually.within(AFTERWARDS, () -> {
            assertThat(STACK.database().sql("""
                    select count(*) from audit.record
                    where organisation_id = :organisation and type = 'scim.user.deprovisioned'
                    """).param("organisation", organisation).query(Long.class).single())
                    .isEqualTo(victim.removed().size());
            assertThat(STACK.database()
                    .sql("select count(*) from membership.team_member where organisation_id = :organisation")
                    .param("organisation", organisation).query(Long.class).single()).isZero();
        });
    }

    private static void everythingIsWell() {
        var file = STACK.file();
        for (var url : List.of(file.managementUrl(), file.operationsUrl(), file.auditUrl(), file.consoleUrl())) {
            var root = URI.create(url);
            for (var probe : List.of("liveness", "readiness")) {
                Eventually.within(Duration.ofSeconds(30), () -> assertThat(TestStack.answers(
                        root.getScheme() + "://" + root.getAuthority() + "/actuator/health/" + probe)).as(url)
                        .isTrue());
            }
        }
    }

    private static Map<String, Long> heaps() {
        return SERVICES.stream().collect(java.util.stream.Collectors.toMap(service -> service,
                service -> Heap.usedAfterCollection(STACK.pid(service))));
    }
}
