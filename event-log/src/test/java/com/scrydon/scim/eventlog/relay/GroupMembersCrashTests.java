package com.scrydon.scim.eventlog.relay;

import static com.scrydon.scim.eventlog.relay.WorldOfGroups.key;
import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.failpoints.Failpoints;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A leader that stops while it takes facts of members apart: each record is there once, and no tombstone is missing. */
@Tag("slow")
@Tag("R27")
class GroupMembersCrashTests {

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());
    private final WorldOfGroups directory = new WorldOfGroups(world, _ -> false);
    private final UUID group = directory.newGroup();
    private final List<UUID> members = Stream.generate(UUID::randomUUID).limit(2_500).toList();

    @ParameterizedTest
    @ValueSource(strings = {Failpoints.RELAY_BEFORE_SEND, Failpoints.RELAY_BEFORE_KAFKA_COMMIT,
        Failpoints.RELAY_AFTER_KAFKA_COMMIT, Failpoints.RELAY_AFTER_MOVE})
    void r27_aCrashAtAnyStepOfABatchLosesAndRepeatsNoMember(String failpoint, @TempDir Path failpoints)
            throws Exception {
        comeAndGo();
        Files.createFile(failpoints.resolve(failpoint + world.name()));
        try (var dying = RelayProcess.start(world, failpoints, RelayMain.Freeze.NEVER)) {
            assertThat(dying.awaitEnd()).as(failpoint).isEqualTo(Failpoints.EXIT_STATUS);
        }
        anotherRelayFinishes();
        assertThatEachCameAndWentOnce();
    }

    /** Part of the records is in Kafka, in a transaction that nobody ends, and the leader goes on with the rest when it wakes. */
    @Test
    void r27_aLeaderFrozenAmongTheMembersOfAFactPublishesNothingOfThemWhenItWakes(@TempDir Path failpoints)
            throws Exception {
        comeAndGo();
        try (var frozen = RelayProcess.start(world, failpoints, RelayMain.Freeze.AMONG_MEMBERS)) {
            frozen.awaitFrozen();
            anotherRelayFinishes();
            assertThatEachCameAndWentOnce();
            frozen.wake();
            world.commit(1);
            directory.awaitAll(8);
        }
        assertThatEachCameAndWentOnce();
    }

    private void comeAndGo() {
        directory.change(group, members, List.of());
        directory.delete(group, members);
    }

    private void anotherRelayFinishes() {
        try (var relay = world.relay()) {
            relay.start();
            directory.awaitAll(7);
        }
    }

    private void assertThatEachCameAndWentOnce() {
        var came = members.stream().collect(Collectors.toMap(member -> key(group, member), _ -> List.of(true, false)));
        var found = directory.records().stream().collect(Collectors.groupingBy(record -> record.key(),
                Collectors.mapping(record -> record.value() != null, Collectors.toList())));
        assertThat(found.equals(came))
                .as("%d of %d, in %d records", found.size(), came.size(), directory.records().size())
                .isTrue();
    }
}
