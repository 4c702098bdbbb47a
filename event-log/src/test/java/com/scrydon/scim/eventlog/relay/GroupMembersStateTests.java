package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.authenticity.Truth;
import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.GroupDeleted;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMember;
import com.scrydon.scim.facts.GroupMembersChanged;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TestKafka;
import com.scrydon.scim.testkit.TestPostgres;
import com.scrydon.scim.testkit.TopicReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The compacted topic of members says who is in which group, whatever came before, and no transaction grows with a group. */
@Tag("slow")
class GroupMembersStateTests {

    private static final UUID ORGANISATION = new UUID(1, 1);
    private static final long SEED = Long.getLong("scim.members.seed", System.nanoTime());
    private static final int STEPS = 150;
    private static final int MOST_RECORDS = 10_000;

    private final RelayWorld world = new RelayWorld(TestPostgres.database(), TestKafka.bootstrapServers());
    private final Random random = new Random(SEED);
    private final List<UUID> accounts = Stream.generate(this::anId).limit(12).toList();
    private final List<UUID> nested = Stream.generate(this::anId).limit(4).toList();
    /** What the topic must say: the number of the fact that told a membership, by its key. */
    private final Map<String, Long> model = new HashMap<>();
    private final Map<UUID, Set<UUID>> groups = new HashMap<>();
    private final List<UUID> ever = new ArrayList<>();

    private UUID anId() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    @Test
    void whatTheTopicKeepsIsWhoIsInWhichGroup() {
        System.out.println("-Dscim.members.seed=" + SEED);
        try (var relay = world.relay()) {
            relay.start();
            for (int step = 0; step < STEPS; step++) {
                change();
            }
            awaitAll(1);
        }
        var kept = new HashMap<String, Long>();
        for (var record : records()) {
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
    void aLargeGroupThatIsDeletedMakesManyBatchesAndATombstoneForEachMember() {
        var group = newGroup();
        var members = Stream.generate(this::anId).limit(25_000).toList();
        inTransaction(group, (locked, outbox) -> {
            var facts = new ArrayList<PendingFact>();
            for (int from = 0; from < members.size(); from += 1_000) {
                facts.add(changed(locked, List.of(), members.subList(from, from + 1_000)));
            }
            facts.add(deleted(locked));
            outbox.append(context(), facts);
        });
        try (var relay = world.relay(1_000)) {
            relay.start();
            awaitAll(26);
        }
        assertThat(records()).hasSize(members.size()).allSatisfy(record -> assertThat(record.value()).isNull());
        var largest = world.owner().sql("""
                select max(n) from (select count(*) n from directory.outbox_published group by batch) as batches
                """).query(Integer.class).single();
        assertThat(largest).isBetween(2, MOST_RECORDS / 1_000);
    }

    @Test
    void aFactThatIsPublishedAgainBehindLaterOnesSaysNothingOfMembers() {
        var group = newGroup();
        inTransaction(group,
                (locked, outbox) -> outbox.append(context(), List.of(changed(locked, accounts, List.of()))));
        world.owner().sql("update directory.outbox set without_twin = true").update();
        try (var relay = world.relay()) {
            relay.start();
            awaitAll(1);
        }
        assertThat(records()).isEmpty();
    }

    private void change() {
        int dice = random.nextInt(10);
        if (groups.size() < 2 || dice == 0 && groups.size() < 5) {
            groups.put(newGroup(), new HashSet<>());
        } else if (dice == 1) {
            var group = any(groups.keySet());
            change(group, Set.of(), Optional.ofNullable(groups.remove(group)).orElseThrow(), true);
        } else {
            var group = any(groups.keySet());
            var members = groups.getOrDefault(group, new HashSet<>());
            var came = new HashSet<UUID>();
            var left = new HashSet<UUID>();
            Stream.concat(accounts.stream(), nested.stream()).filter(_ -> random.nextInt(4) == 0)
                    .forEach(id -> (members.contains(id) ? left : came).add(id));
            change(group, came, left, false);
            members.addAll(came);
            members.removeAll(left);
        }
    }

    private void change(UUID group, Set<UUID> came, Set<UUID> left, boolean last) {
        inTransaction(group, (locked, outbox) -> {
            var facts = new ArrayList<>(List.of(changed(locked, came, left)));
            if (last) {
                facts.add(deleted(locked));
            }
            outbox.append(context(), facts);
            long number = locked.eventSeq() - (last ? 1 : 0);
            came.forEach(id -> model.put(key(group, id), number));
            left.forEach(id -> model.remove(key(group, id)));
        });
    }

    private UUID any(Collection<UUID> ids) {
        return List.copyOf(ids).get(random.nextInt(ids.size()));
    }

    private PendingFact changed(LockedAggregate group, Collection<UUID> came, Collection<UUID> left) {
        var changed = GroupMembersChanged.newBuilder().setAccountsAdded(of(came, false))
                .setAccountsRemoved(of(left, false)).setGroupsAdded(of(came, true)).setGroupsRemoved(of(left, true))
                .build();
        return new PendingFact(group, FactType.GROUP_MEMBERS_CHANGED, header -> GroupFact.newBuilder()
                .setHeader(header).setGroupId(group.id()).setDisplayName("G").setVersion(1).setMembersChanged(changed)
                .build());
    }

    private List<UUID> of(Collection<UUID> ids, boolean groupsOnly) {
        return ids.stream().filter(id -> nested.contains(id) == groupsOnly).toList();
    }

    private static PendingFact deleted(LockedAggregate group) {
        var deleted = GroupDeleted.newBuilder().setTeamName("G").setMembersKept(0).build();
        return new PendingFact(group, FactType.GROUP_DELETED, header -> GroupFact.newBuilder().setHeader(header)
                .setGroupId(group.id()).setDisplayName("G").setVersion(1).setDeleted(deleted).build());
    }

    private UUID newGroup() {
        var id = anId();
        ever.add(id);
        world.owner().sql("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (:id, :organisation, :id::text, now(), now())
                """).param("id", id).param("organisation", ORGANISATION).update();
        return id;
    }

    private void inTransaction(UUID group, BiConsumer<LockedAggregate, Outbox> work) {
        var source = world.database().dataSource("scim_ingress");
        var client = JdbcClient.create(source);
        new TransactionTemplate(new JdbcTransactionManager(source)).executeWithoutResult(_ -> work.accept(
                new Aggregates(client).lock(AggregateKind.GROUP, ORGANISATION, group).orElseThrow(),
                new Outbox(client, world.codec(), () -> {})));
    }

    private static FactContext context() {
        return new FactContext(new Actor("system", "test", "test"), "r", null, null,
                Instant.now().truncatedTo(ChronoUnit.MILLIS));
    }

    private static String key(UUID group, UUID member) {
        return group + "/" + member;
    }

    private void awaitAll(int atLeast) {
        Eventually.within(RelayWorld.DEADLINE, () -> {
            assertThat(world.owner().sql("select count(*) from directory.outbox").query(Integer.class).single()).isZero();
            assertThat(world.owner().sql("select count(*) from directory.outbox_published").query(Integer.class).single())
                    .isGreaterThanOrEqualTo(atLeast);
        });
    }

    /** Of the groups of this test: others share the broker. */
    private List<ConsumerRecord<String, byte[]>> records() {
        return TopicReader.readAll(world.bootstrap(), Topic.GROUP_MEMBERS_STATE.topicName()).stream()
                .filter(record -> ever.stream().anyMatch(group -> record.key().startsWith(group + "/"))).toList();
    }
}
