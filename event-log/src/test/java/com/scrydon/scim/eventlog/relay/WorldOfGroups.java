package com.scrydon.scim.eventlog.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.outbox.AggregateKind;
import com.scrydon.scim.eventlog.outbox.Aggregates;
import com.scrydon.scim.eventlog.outbox.FactContext;
import com.scrydon.scim.eventlog.outbox.LockedAggregate;
import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.GroupDeleted;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMembersChanged;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import com.scrydon.scim.testkit.TopicReader;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Groups in a {@link RelayWorld} whose members come and go as the ingress tells it, in facts of 1,000. */
final class WorldOfGroups {

    static final int CHUNK = 1_000;
    private static final UUID ORGANISATION = new UUID(1, 1);

    private final RelayWorld world;
    private final Predicate<UUID> nested;
    private final Set<String> ever = new HashSet<>();

    /** @param nested which members are groups */
    WorldOfGroups(RelayWorld world, Predicate<UUID> nested) {
        this.world = world;
        this.nested = nested;
    }

    /** Of an id of its own in any run, since tests share the broker. */
    UUID newGroup() {
        var id = UUID.randomUUID();
        ever.add(id.toString());
        world.owner().sql("""
                insert into directory.scim_group (id, organisation_id, display_name, created_at, last_modified_at)
                values (:id, :organisation, :id::text, now(), now())
                """).param("id", id).param("organisation", ORGANISATION).update();
        return id;
    }

    /** Answers the number of the only fact where the change is small. */
    long change(UUID group, List<UUID> came, List<UUID> left) {
        var number = new long[1];
        inTransaction(group, (locked, outbox) -> {
            outbox.append(context(), changed(locked, came, left));
            number[0] = locked.eventSeq();
        });
        return number[0];
    }

    /** Its members are told as removed before. */
    void delete(UUID group, List<UUID> members) {
        inTransaction(group, (locked, outbox) -> {
            var facts = new ArrayList<>(changed(locked, List.of(), members));
            facts.add(deleted(locked));
            outbox.append(context(), facts);
        });
    }

    void awaitAll(int atLeast) {
        Eventually.within(RelayWorld.DEADLINE, () -> {
            assertThat(world.owner().sql("select count(*) from directory.outbox where refused_because is null")
                    .query(Integer.class).single()).isZero();
            assertThat(world.owner().sql("select count(*) from directory.outbox_published").query(Integer.class)
                    .single()).isGreaterThanOrEqualTo(atLeast);
        });
    }

    /** Of these groups: others share the broker. */
    List<ConsumerRecord<String, byte[]>> records() {
        return TopicReader.readAll(world.bootstrap(), Topic.GROUP_MEMBERS_STATE.topicName()).stream()
                .filter(record -> ever.contains(record.key().substring(0, record.key().indexOf('/')))).toList();
    }

    static String key(UUID group, UUID member) {
        return group + "/" + member;
    }

    private List<PendingFact> changed(LockedAggregate group, List<UUID> came, List<UUID> left) {
        var facts = new ArrayList<PendingFact>();
        for (int from = 0; from < Math.max(came.size(), left.size()); from += CHUNK) {
            facts.add(fact(group, chunk(came, from), chunk(left, from)));
        }
        return facts;
    }

    private static List<UUID> chunk(List<UUID> ids, int from) {
        return ids.stream().skip(from).limit(CHUNK).toList();
    }

    private PendingFact fact(LockedAggregate group, List<UUID> came, List<UUID> left) {
        var changed = GroupMembersChanged.newBuilder().setAccountsAdded(accounts(came))
                .setAccountsRemoved(accounts(left)).setGroupsAdded(groups(came)).setGroupsRemoved(groups(left)).build();
        return new PendingFact(group, FactType.GROUP_MEMBERS_CHANGED, header -> GroupFact.newBuilder()
                .setHeader(header).setGroupId(group.id()).setDisplayName("G").setVersion(1).setMembersChanged(changed)
                .build());
    }

    private List<UUID> accounts(List<UUID> ids) {
        return of(ids.stream(), nested.negate());
    }

    private List<UUID> groups(List<UUID> ids) {
        return of(ids.stream(), nested);
    }

    private static List<UUID> of(Stream<UUID> ids, Predicate<UUID> which) {
        return ids.filter(which).toList();
    }

    private static PendingFact deleted(LockedAggregate group) {
        var deleted = GroupDeleted.newBuilder().setTeamName("G").setMembersKept(0).build();
        return new PendingFact(group, FactType.GROUP_DELETED, header -> GroupFact.newBuilder().setHeader(header)
                .setGroupId(group.id()).setDisplayName("G").setVersion(1).setDeleted(deleted).build());
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
}
