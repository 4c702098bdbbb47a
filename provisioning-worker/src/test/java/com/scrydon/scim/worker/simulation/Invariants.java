package com.scrydon.scim.worker.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.schemas.Topic;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** What must hold once a history has come to rest. */
final class Invariants {

    private static final List<Topic> STORIES = List.of(Topic.USERS, Topic.GROUPS, Topic.TEAMS, Topic.MEMBERSHIPS);
    private static final String PUBLISHED = """
            select event_id, topic, partition, "offset" from directory.outbox_published
            union all select event_id, topic, partition, "offset" from membership.outbox_published
            """;
    /** How many facts each key must have: a deleted group has no row any more, but its Team's facts tell. */
    private static final String NUMBERS = """
            select id::text, event_seq from directory.account
            union all select id::text, event_seq from directory.scim_group
            union all select id::text, event_seq from directory.team
            """;
    private static final String HEADS = "select account_id::text, event_seq from membership.account_head";

    private final World world;
    private final FactCodec codec;

    Invariants(World world, FactCodec codec) {
        this.world = world;
        this.codec = codec;
    }

    /** Where a fact lies. */
    private record Place(String topic, int partition, long offset) {}

    void check(RandomGenerator chance) {
        whatIsInEffectEqualsTheModel();
        topicsTellGaplessStories();
        membershipFactsAddUpToWhatIsInEffect();
        publishedRowsKnowWhereTheirFactsLie();
        var before = inEffect();
        long facts = visible(Topic.MEMBERSHIPS).size();
        world.readAgain(chance);
        world.comeToRest();
        assertThat(inEffect()).as("after reading again").isEqualTo(before);
        assertThat(visible(Topic.MEMBERSHIPS)).as("facts of reading again").hasSize((int) facts);
    }

    private void whatIsInEffectEqualsTheModel() {
        assertThat(named(inEffect())).as("R29: what is in effect").isEqualTo(named(world.model().effectiveTeams()));
    }

    private Map<UUID, Set<UUID>> inEffect() {
        Map<UUID, Set<UUID>> teams = new HashMap<>();
        world.owner().sql("select account_id, team_id from membership.team_member").query(row -> {
            teams.computeIfAbsent(row.getObject(1, UUID.class), _ -> new HashSet<>()).add(row.getObject(2, UUID.class));
        });
        return teams;
    }

    private static Map<String, List<String>> named(Map<UUID, Set<UUID>> teams) {
        Map<String, List<String>> named = new HashMap<>();
        teams.forEach((account, of) -> named.put(DirectoryChanges.name(account),
                of.stream().map(DirectoryChanges::name).sorted().toList()));
        return named;
    }

    private void topicsTellGaplessStories() {
        Map<String, Long> decided = new HashMap<>();
        List.of(Topic.USERS, Topic.GROUPS, Topic.TEAMS).forEach(topic -> decided.putAll(lengths(topic)));
        assertThatAllIsTold(numbers(NUMBERS), decided);
        assertThatAllIsTold(numbers(HEADS), lengths(Topic.MEMBERSHIPS));
    }

    private static void assertThatAllIsTold(Map<String, Long> numbered, Map<String, Long> told) {
        numbered.forEach((key, number) -> assertThat(told.getOrDefault(key, 0L)).as("R26: facts of %s", key)
                .isEqualTo(number));
    }

    /** How many facts the topic tells of each key, which must be numbered without gaps and repeats. */
    private Map<String, Long> lengths(Topic topic) {
        Map<String, Long> lengths = new HashMap<>();
        visible(topic).forEach(r -> assertThat(header(topic, r).getEventSeq()).as("R27: %s of %s", topic, r.key())
                .isEqualTo(lengths.merge(r.key(), 1L, Long::sum)));
        return lengths;
    }

    private Map<String, Long> numbers(String statement) {
        Map<String, Long> numbers = new HashMap<>();
        world.owner().sql(statement).query(row -> {
            numbers.put(row.getString(1), row.getLong(2));
        });
        return numbers;
    }

    private void membershipFactsAddUpToWhatIsInEffect() {
        Map<UUID, Set<UUID>> replayed = new HashMap<>();
        for (var record : visible(Topic.MEMBERSHIPS)) {
            var fact = codec.decode(record.value(), MembershipFact.class);
            var teams = replayed.computeIfAbsent(fact.getAccountId(), _ -> new HashSet<>());
            fact.getGained().forEach(t -> assertThat(teams.add(t.getId())).isTrue());
            fact.getLost().forEach(t -> assertThat(teams.remove(t.getId())).isTrue());
        }
        replayed.values().removeIf(Set::isEmpty);
        assertThat(replayed).as("the story of memberships").isEqualTo(inEffect());
    }

    private void publishedRowsKnowWhereTheirFactsLie() {
        Map<UUID, Place> places = new HashMap<>();
        for (var topic : STORIES) {
            visible(topic).forEach(r -> places.put(header(topic, r).getEventId(),
                    new Place(r.topic(), r.partition(), r.offset())));
        }
        Map<UUID, Place> recorded = new HashMap<>();
        world.owner().sql(PUBLISHED).query(row -> {
            recorded.put(row.getObject(1, UUID.class), new Place(row.getString(2), row.getInt(3), row.getLong(4)));
        });
        assertThat(recorded).as("R28b: positions of published facts").isEqualTo(places);
    }

    private List<ConsumerRecord<String, byte[]>> visible(Topic topic) {
        return InMemoryLog.partitionsOf(topic.topicName()).stream()
                .flatMap((TopicPartition p) -> world.log().read(p, 0, Integer.MAX_VALUE).stream()).toList();
    }

    private FactHeader header(Topic topic, ConsumerRecord<String, byte[]> record) {
        return switch (topic) {
            case USERS -> codec.decode(record.value(), UserFact.class).getHeader();
            case GROUPS -> codec.decode(record.value(), GroupFact.class).getHeader();
            case TEAMS -> codec.decode(record.value(), TeamFact.class).getHeader();
            case MEMBERSHIPS -> codec.decode(record.value(), MembershipFact.class).getHeader();
            default -> throw new IllegalArgumentException("no story in " + topic);
        };
    }
}
