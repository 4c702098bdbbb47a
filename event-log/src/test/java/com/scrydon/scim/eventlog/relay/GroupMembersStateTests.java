package com.scrydon.scim.eventlog.relay;

import static com.scrydon.scim.eventlog.relay.WorldOfGroups.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.authenticity.Truth;
import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.codec.FactCodecTests.OneSchemaPerTopic;
import com.scrydon.scim.eventlog.codec.SchemaLookup;
import com.scrydon.scim.eventlog.codec.UnpinnedSchemaException;
import com.scrydon.scim.facts.GroupMember;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.TopicReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The compacted topic of members says who is in which group, whatever came before, and no transaction grows with a group. */
@Tag("slow")
@Tag("R36c")
class GroupMembersStateTests {

    private static final long SEED = Long.getLong("scim.members.seed", System.nanoTime());
    private static final int STEPS = 150;
    private static final int MOST_RECORDS = 10_000;

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());
    private final Random random = new Random(SEED);
    private final List<UUID> accounts = Stream.generate(this::anId).limit(12).toList();
    private final List<UUID> nested = Stream.generate(this::anId).limit(4).toList();
    private final WorldOfGroups directory = new WorldOfGroups(world, nested::contains);
    /** What the topic must say: the number of the fact that told a membership, by its key. */
    private final Map<String, Long> model = new HashMap<>();
    private final Map<UUID, Set<UUID>> groups = new HashMap<>();

    private UUID anId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @Test
    void r36c_whatTheTopicKeepsIsWhoIsInWhichGroup() {
        System.out.println("-Dscim.members.seed=" + SEED);
        try (var relay = world.relay()) {
            relay.start();
            for (int step = 0; step < STEPS; step++) {
                change();
            }
            directory.awaitAll(1);
        }
        var kept = new HashMap<String, Long>();
        for (var record : directory.records()) {
            assertThat(RelayWorld.MACS.verify(record)).isInstanceOf(Truth.True.class);
            if (record.value() == null) {
                kept.remove(record.key());
            } else {
                var member = world.codec().decode(record.value(), GroupMember.class);
                assertThat(record.key()).isEqualTo(key(member.getGroupId(), member.getMemberId()));
                assertThat(member.getNested()).isEqualTo(nested.contains(member.getMemberId()));
                kept.put(record.key(), member.getEventSeq());
            }
        }
        assertThat(kept).as("seed %d", SEED).isEqualTo(model);
    }

    @Test
    void r36c_aLargeGroupThatIsDeletedMakesManyBatchesAndATombstoneForEachMemberItHad() {
        var group = directory.newGroup();
        var members = Stream.generate(this::anId).limit(25_000).toList();
        directory.change(group, members, List.of());
        directory.delete(group, members);
        try (var relay = world.relay(1_000)) {
            relay.start();
            directory.awaitAll(51);
        }
        var expected = members.stream().map(member -> key(group, member)).sorted().toList();
        assertThat(keys(record -> record.value() != null).equals(expected)).as("each came once").isTrue();
        assertThat(keys(record -> record.value() == null).equals(expected)).as("each left once").isTrue();
        var largest = world.owner().sql("""
                select max(n) from (select count(*) n from directory.outbox_published group by batch) as batches
                """).query(Integer.class).single();
        assertThat(largest).isBetween(2, MOST_RECORDS / WorldOfGroups.CHUNK);
    }

    @Test
    void r36c_whoComesAgainIsAMemberByTheLaterFactAndWhoLeavesTwiceIsNone() {
        var group = directory.newGroup();
        var stays = accounts.getFirst();
        var leaves = accounts.getLast();
        directory.change(group, List.of(stays, leaves), List.of());
        directory.change(group, List.of(), List.of(stays, leaves));
        directory.change(group, List.of(), List.of(leaves));
        long last = directory.change(group, List.of(stays), List.of());
        try (var relay = world.relay()) {
            relay.start();
            directory.awaitAll(4);
        }
        assertThat(directory.records()).filteredOn(record -> record.key().equals(key(group, stays))).last()
                .satisfies(record -> assertThat(world.codec().decode(record.value(), GroupMember.class).getEventSeq())
                        .isEqualTo(last));
        assertThat(directory.records()).filteredOn(record -> record.key().equals(key(group, leaves))).last()
                .satisfies(record -> assertThat(record.value()).isNull());
    }

    @Test
    void r36c_aFactThatIsPublishedAgainBehindLaterOnesSaysNothingOfMembers() {
        var group = directory.newGroup();
        directory.change(group, accounts, List.of());
        world.owner().sql("update directory.outbox set without_twin = true").update();
        try (var relay = world.relay()) {
            relay.start();
            directory.awaitAll(1);
        }
        assertThat(directory.records()).isEmpty();
    }

    /** Of what is no member: ids that the identity provider sent, 600 kB of them at most, say nothing of how the group is. */
    @Test
    void r36c_whoWasSkippedIsInNoStateTopic() {
        var key = UUID.randomUUID().toString();
        insert(key, 1, FactType.GROUP_CREATED);
        insert(key, 2, FactType.GROUP_MEMBER_SKIPPED);
        try (var relay = world.relay()) {
            relay.start();
            directory.awaitAll(2);
        }
        assertThat(numbers(Topic.GROUPS, key)).containsExactly(1L, 2L);
        assertThat(numbers(Topic.GROUPS_STATE, key)).containsExactly(1L);
    }

    private void insert(String key, long number, FactType type) {
        world.insert(Topic.GROUPS.topicName(), key, number, 300);
        world.owner().sql("update directory.outbox set type = :type where event_seq = :number")
                .param("type", type.typeName()).param("number", number).update();
    }

    private List<Long> numbers(Topic topic, String key) {
        return TopicReader.readAll(world.bootstrap(), topic.topicName()).stream()
                .filter(record -> key.equals(record.key()))
                .map(record -> FactMac.number(record.headers()).orElseThrow()).toList();
    }

    /** It cannot be taken apart, and would be in the way of all facts for ever. */
    @Test
    void r28_aFactThatCannotBeReadParksItsGroupAndNoOther() {
        var group = directory.newGroup();
        directory.change(group, accounts, List.of());
        world.insert(Topic.GROUPS.topicName(), "broken", 1, 300);
        world.insert(Topic.GROUPS.topicName(), "broken", 2, 300);
        world.owner().sql("update directory.outbox set type = :type").param("type",
                FactType.GROUP_MEMBERS_CHANGED.typeName()).update();
        directory.change(group, List.of(), accounts);
        try (var relay = world.relay()) {
            relay.start();
            Eventually.within(RelayWorld.DEADLINE, () -> assertThat(world.owner()
                    .sql("select key || ' ' || event_seq || ' ' || (refused_because is null) from directory.outbox")
                    .query(String.class).list()).containsExactlyInAnyOrder("broken 1 false", "broken 2 true"));
        }
        assertThat(directory.records()).hasSize(2 * accounts.size());
    }

    /** The deploy step of this version was not here: what the relay cannot write is no fact's fault. */
    @Test
    void r28_withoutAPinOfTheMembersSchemaNothingIsPublishedAndNoGroupParked() {
        directory.change(directory.newGroup(), accounts, List.of());
        var unpinned = new KafkaFactLog(world.name(), new FactCodec(new WithoutMembers()), RelayWorld.MACS,
                () -> world.kafka().relayProducer(world.name()), world.kafka()::reader, world.kafka()::end,
                RelayWorld::oneId);
        try (unpinned) {
            unpinned.openEpoch();
            assertThatThrownBy(() -> unpinned.publish(world.unpublished(), 1, world.identity()))
                    .isInstanceOf(UnpinnedSchemaException.class);
        }
        try (var relay = world.relay()) {
            relay.start();
            directory.awaitAll(1);
        }
        assertThat(directory.records()).hasSize(accounts.size());
    }

    private record WithoutMembers(SchemaLookup others) implements SchemaLookup {

        WithoutMembers() {
            this(new OneSchemaPerTopic());
        }

        @Override
        public int idFor(Topic topic) {
            if (topic == Topic.GROUP_MEMBERS_STATE) {
                throw new UnpinnedSchemaException(topic.subject());
            }
            return others.idFor(topic);
        }

        @Override
        public Schema byId(int id) {
            return others.byId(id);
        }
    }

    private List<String> keys(Predicate<ConsumerRecord<String, byte[]>> which) {
        return directory.records().stream().filter(which).map(ConsumerRecord::key).sorted().toList();
    }

    private void change() {
        int dice = random.nextInt(10);
        if (groups.size() < 2 || (dice == 0 && groups.size() < 5)) {
            groups.put(directory.newGroup(), new HashSet<>());
        } else if (dice == 1) {
            var group = any(groups.keySet());
            var left = List.copyOf(Optional.ofNullable(groups.remove(group)).orElseThrow());
            directory.delete(group, left);
            left.forEach(id -> model.remove(key(group, id)));
        } else {
            changeMembers(any(groups.keySet()));
        }
    }

    private void changeMembers(UUID group) {
        var members = groups.getOrDefault(group, new HashSet<>());
        var came = new ArrayList<UUID>();
        var left = new ArrayList<UUID>();
        Stream.concat(accounts.stream(), nested.stream()).filter(_ -> random.nextInt(4) == 0)
                .forEach(id -> (members.contains(id) ? left : came).add(id));
        long number = directory.change(group, came, left);
        came.forEach(id -> model.put(key(group, id), number));
        left.forEach(id -> model.remove(key(group, id)));
        members.addAll(came);
        left.forEach(members::remove);
    }

    private UUID any(Collection<UUID> ids) {
        return List.copyOf(ids).get(random.nextInt(ids.size()));
    }
}
