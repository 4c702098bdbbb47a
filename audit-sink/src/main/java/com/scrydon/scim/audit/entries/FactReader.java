package com.scrydon.scim.audit.entries;

import com.scrydon.scim.eventlog.codec.FactCodec;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.OperationFact;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.schemas.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Raw bytes of the audited topics to audit entries, one mapper per topic. */
public final class FactReader {

    private final Map<Topic, Function<byte[], AuditEntry>> mappers;

    /** What became of a record's bytes. */
    public sealed interface Reading {

        /** A fact. */
        record Entry(AuditEntry entry) implements Reading {}

        /** No fact that this version can read; trying again would not help. */
        record Undecodable(String cause) implements Reading {}
    }

    public FactReader(FactCodec codec) {
        mappers = Map.of(Topic.USERS, mapper(codec, UserFact.class, UserEntries::of), Topic.GROUPS,
                mapper(codec, GroupFact.class, GroupEntries::of), Topic.TEAMS,
                mapper(codec, TeamFact.class, TeamEntries::of), Topic.MEMBERSHIPS,
                mapper(codec, MembershipFact.class, MembershipEntries::of), Topic.ACCESS,
                mapper(codec, AccessFact.class, AccessEntries::of), Topic.OPERATIONS,
                mapper(codec, OperationFact.class, OperationEntries::of));
    }

    /**
     * Reads one record.
     *
     * @throws RuntimeException other than {@link SerializationException} if the schema could not be asked for: try again
     */
    public Reading read(String topic, byte @Nullable [] raw) {
        if (raw == null) {
            return new Reading.Undecodable("the record has no value");
        }
        var mapper = Topic.named(topic).flatMap(t -> Optional.ofNullable(mappers.get(t)));
        try {
            return mapper.<Reading>map(m -> new Reading.Entry(m.apply(raw)))
                    .orElseGet(() -> new Reading.Undecodable(topic + " is not audited"));
        } catch (SerializationException e) {
            return new Reading.Undecodable(String.valueOf(e.getMessage()));
        }
    }

    private static <T extends SpecificRecord> Function<byte[], AuditEntry> mapper(FactCodec codec, Class<T> type,
            Function<T, AuditEntry> entry) {
        return raw -> {
            var fact = codec.decode(raw, type);
            try {
                return entry.apply(fact);
            } catch (RuntimeException e) {
                throw new SerializationException("the fact's content cannot be read: " + e.getMessage(), e);
            }
        };
    }
}
