package com.scrydon.scim.schemas;

import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMember;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.OperationFact;
import com.scrydon.scim.facts.ProvisioningTask;
import com.scrydon.scim.facts.RelayMarker;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.UserFact;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/**
 * Every topic of the system. Partition counts are fixed for ever, since growing them breaks the order of keys; they
 * come from a {@link PartitionScale}. Names, keys and writers: ARCHITECTURE.md, "Topics and facts".
 */
@SuppressWarnings("ImmutableEnumChecker") // Avro offers no immutable Schema; those of generated classes are never changed
public enum Topic {
    USERS_STATE("scim.users.state.v1", Key.ACCOUNT, Keeping.NEWEST, UserFact.getClassSchema(), null),
    TEAMS_STATE("scim.teams.state.v1", Key.OTHER, Keeping.NEWEST, TeamFact.getClassSchema(), null),
    MEMBERSHIPS_STATE("scim.memberships.state.v1", Key.ACCOUNT, Keeping.NEWEST, MembershipFact.getClassSchema(), null),
    GROUPS_STATE("scim.groups.state.v1", Key.OTHER, Keeping.NEWEST, GroupFact.getClassSchema(), null),
    /** Keyed by group and member; made from the facts of {@link #GROUPS} that tell who came and went. */
    GROUP_MEMBERS_STATE("scim.group-members.state.v1", Key.OTHER, Keeping.NEWEST, GroupMember.getClassSchema(), null),
    USERS("scim.users.v1", Key.ACCOUNT, Keeping.HISTORY, UserFact.getClassSchema(), USERS_STATE),
    GROUPS("scim.groups.v1", Key.OTHER, Keeping.HISTORY, GroupFact.getClassSchema(), GROUPS_STATE),
    TEAMS("scim.teams.v1", Key.OTHER, Keeping.HISTORY, TeamFact.getClassSchema(), TEAMS_STATE),
    MEMBERSHIPS("scim.memberships.v1", Key.ACCOUNT, Keeping.HISTORY, MembershipFact.getClassSchema(),
            MEMBERSHIPS_STATE),
    ACCESS("scim.access.v1", Key.OTHER, Keeping.HISTORY, AccessFact.getClassSchema(), null),
    OPERATIONS("scim.operations.v1", Key.OTHER, Keeping.HISTORY, OperationFact.getClassSchema(), null),
    PROVISIONING_TASKS("provisioning.tasks.v1", Key.ACCOUNT, Keeping.WORK, ProvisioningTask.getClassSchema(), null),
    RELAY_PROGRESS("relay.progress", Key.SINGLE, Keeping.MARKER, RelayMarker.getClassSchema(), null);

    /** What a topic is keyed by, which decides its number of partitions. */
    enum Key {
        ACCOUNT, OTHER, SINGLE
    }

    /** How long a topic keeps its records. */
    enum Keeping {
        HISTORY, NEWEST, WORK,
        /** Only the newest counts, and a new leader has to find it: compacted soon. */
        MARKER
    }

    private final String topicName;
    private final Key key;
    private final Keeping keeping;
    private final Schema schema;
    private final Optional<Topic> stateTwin;

    Topic(String topicName, Key key, Keeping keeping, Schema schema, @org.jspecify.annotations.Nullable Topic twin) {
        this.topicName = topicName;
        this.key = key;
        this.keeping = keeping;
        this.schema = schema;
        this.stateTwin = Optional.ofNullable(twin);
    }

    /** The six public topics that the audit log indexes. */
    public static Stream<Topic> audited() {
        return Stream.of(USERS, GROUPS, TEAMS, MEMBERSHIPS, ACCESS, OPERATIONS);
    }

    public static Optional<Topic> named(String name) {
        return Arrays.stream(values()).filter(t -> t.topicName.equals(name)).findFirst();
    }

    public String topicName() {
        return topicName;
    }

    /** Subject of the topic's values under the default naming of every Confluent-compatible tool. */
    public String subject() {
        return topicName + "-value";
    }

    public Schema schema() {
        return schema;
    }

    /** The compacted topic that holds the newest fact of each key that tells its state, written in the same Kafka transaction. */
    public Optional<Topic> stateTwin() {
        return stateTwin;
    }

    /** Whether subscribers may read it: everything but the worker's tasks and the relays' markers. */
    public boolean isPublic() {
        return keeping == Keeping.HISTORY || keeping == Keeping.NEWEST;
    }

    /** Whether facts of one key are numbered and ordered. */
    public boolean ordered() {
        return this != ACCESS && this != OPERATIONS;
    }

    public int partitions(PartitionScale scale) {
        return switch (key) {
            case ACCOUNT -> scale.accountKeyed();
            case OTHER -> scale.others();
            case SINGLE -> 1;
        };
    }

    /** Topic configuration for the broker; retention in milliseconds. */
    public Map<String, String> configuration() {
        var config = new LinkedHashMap<String, String>();
        config.put("message.timestamp.type", "CreateTime");
        switch (keeping) {
            case HISTORY -> config.put("retention.ms", millis(Duration.ofDays(30)));
            case WORK -> config.put("retention.ms", millis(Duration.ofDays(7)));
            case MARKER -> {
                config.put("cleanup.policy", "compact");
                config.put("segment.ms", millis(Duration.ofMinutes(10)));
                config.put("max.compaction.lag.ms", millis(Duration.ofHours(1)));
            }
            case NEWEST -> {
                config.put("cleanup.policy", "compact");
                config.put("min.compaction.lag.ms", millis(Duration.ofHours(1)));
                config.put("max.compaction.lag.ms", millis(Duration.ofHours(24)));
                config.put("delete.retention.ms", millis(Duration.ofDays(7)));
            }
        }
        return config;
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
