package com.scrydon.scim.eventlog.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.eventlog.codec.SchemaLookup;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.OperationFact;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.schemas.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

/** The type of a fact decides its topic: neither an aggregate nor a record of another one gets it there. */
class PendingFactTests {

    private static final UUID ORGANISATION = new UUID(1, 1);
    private static final UUID ID = new UUID(2, 2);
    private static final List<FactType> TYPES = List.of(FactType.values());
    private static final List<SpecificRecord> RECORDS = List.of(new UserFact(), new GroupFact(), new TeamFact(),
            new MembershipFact(), new AccessFact(), new OperationFact());

    @Test
    void aFactOfAnotherTopicThanThatOfItsAggregateIsRefused() {
        for (var kind : AggregateKind.values()) {
            var aggregate = new LockedAggregate(kind, ORGANISATION, ID, 0);
            var taken = TYPES.stream().filter(type -> type.topic() == kind.topic()).toList();
            assertThat(taken).isNotEmpty().allSatisfy(
                    type -> assertThat(new PendingFact(aggregate, type, _ -> new UserFact()).type()).isEqualTo(type));
            assertThat(TYPES).filteredOn(type -> !taken.contains(type)).allSatisfy(
                    type -> assertThatThrownBy(() -> new PendingFact(aggregate, type, _ -> new UserFact()))
                            .isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(type.typeName(),
                                    type.topic().topicName(), kind.topic().topicName()));
        }
        assertThatThrownBy(() -> new PendingFact(new LockedAggregate(AggregateKind.TEAM, ORGANISATION, ID, 0),
                FactType.GROUP_CREATED, _ -> new GroupFact()))
                .hasMessage(
                        "scim.group.created belongs to scim.groups.v1, the facts of this TEAM to scim.teams.v1");
    }

    @Test
    void everyTypeIsNumberedByOneKindOfAggregateOrNotAtAll() {
        assertThat(TYPES).allSatisfy(type -> assertThat(
                Arrays.stream(AggregateKind.values()).filter(kind -> kind.topic() == type.topic()))
                .hasSize(type.topic().ordered() ? 1 : 0));
    }

    @Test
    void aNumberedFactIsNotAppendedWithoutItsAggregate() {
        assertThat(TYPES).filteredOn(type -> type.topic().ordered()).allSatisfy(type -> assertThatThrownBy(
                () -> PendingFact.unordered(type, ORGANISATION, "key", _ -> new AccessFact()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(type.typeName()));
        assertThat(TYPES).filteredOn(type -> !type.topic().ordered()).isNotEmpty().allSatisfy(type -> assertThat(
                PendingFact.unordered(type, ORGANISATION, "key", _ -> new AccessFact()).type()).isEqualTo(type));
    }

    /** The records are empty: one of the right schema is refused for that only. */
    @Test
    void everyTypeTakesTheRecordsOfOneSchema() {
        var codec = new FactCodec(new NoSchemas());
        assertThat(TYPES).allSatisfy(type -> assertThat(RECORDS).filteredOn(record -> takes(codec, type, record))
                .extracting(SpecificRecord::getSchema).containsExactly(type.topic().schema()));
    }

    private static boolean takes(FactCodec codec, FactType type, SpecificRecord record) {
        return !(catchThrowable(() -> codec.encode(type.topic(), record)) instanceof SerializationException refusal
                && refusal.toString().contains(" takes "));
    }

    private static final class NoSchemas implements SchemaLookup {

        @Override
        public int idFor(Topic topic) {
            return 1;
        }

        @Override
        public Schema byId(int id) {
            throw new UnsupportedOperationException();
        }
    }
}
