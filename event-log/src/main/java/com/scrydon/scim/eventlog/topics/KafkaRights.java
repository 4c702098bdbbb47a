package com.scrydon.scim.eventlog.topics;

import com.scrydon.scim.schemas.Topic;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/**
 * What each client may do in a cluster with an authorizer (R37): a service writes the topics that are its own and reads what
 * it works on, a subscriber reads the public topics. Nobody but the deploy step makes topics.
 */
@SuppressWarnings("ImmutableEnumChecker") // the list is a copy that nobody changes
public enum KafkaRights {
    INGRESS("scim-ingress", Stream.of(relay("directory"),
            write(Topic.USERS, Topic.USERS_STATE, Topic.GROUPS, Topic.GROUPS_STATE, Topic.GROUP_MEMBERS_STATE,
                    Topic.TEAMS, Topic.TEAMS_STATE, Topic.ACCESS, Topic.OPERATIONS))),
    WORKER("provisioning-worker", Stream.of(relay("membership"),
            write(Topic.MEMBERSHIPS, Topic.MEMBERSHIPS_STATE, Topic.ACCESS, Topic.OPERATIONS, Topic.PROVISIONING_TASKS),
            read(Topic.USERS, Topic.GROUPS, Topic.TEAMS, Topic.PROVISIONING_TASKS),
            groups("scim-worker-", PatternType.PREFIXED), seeTransactions())),
    SINK("audit-sink", Stream.of(relay("audit"), write(Topic.ACCESS, Topic.OPERATIONS),
            read(Topic.audited().toArray(Topic[]::new)), groups("audit-sink", PatternType.LITERAL),
            seeTransactions())),
    /** Its groups have its own name, or names that begin with it and a dash. */
    SUBSCRIBER("subscriber", Stream.of(
            read(Arrays.stream(Topic.values()).filter(Topic::isPublic).toArray(Topic[]::new))));

    private final String client;
    private final List<Right> rights;

    KafkaRights(String client, Stream<Stream<Right>> rights) {
        this.client = client;
        this.rights = rights.flatMap(r -> r).distinct().toList();
    }

    /** One operation on one resource, or on those whose names begin so. */
    record Right(ResourceType type, String name, PatternType pattern, AclOperation operation) {}

    /** Name of the service, or {@code subscriber}. */
    public String client() {
        return client;
    }

    /** The rights of a client of that name. */
    public static Optional<KafkaRights> of(String client) {
        return Arrays.stream(values()).filter(rights -> rights.client.equals(client)).findFirst();
    }

    /**
     * As Kafka keeps them, from any host.
     *
     * @param principal such as {@code User:scim-ingress}, as the cluster's authentication names it
     * @throws IllegalArgumentException if it is not of the form TYPE:NAME, or is a subscriber whose name is too like one of ours
     */
    public Collection<AclBinding> bindings(String principal) {
        int colon = principal.indexOf(':');
        if (colon < 1 || colon == principal.length() - 1) {
            throw new IllegalArgumentException("not a principal, such as User:name: " + principal);
        }
        var own = this == SUBSCRIBER ? groupsOf(principal.substring(colon + 1)) : Stream.<Right>empty();
        return Stream.concat(rights.stream(), own).map(right -> binding(right, principal)).toList();
    }

    /** One named {@code scim} could join the worker's groups, and take its records away. */
    private static Stream<Right> groupsOf(String subscriber) {
        ours().filter(name -> name.startsWith(subscriber) || subscriber.startsWith(name)).findFirst()
                .ifPresent(name -> {
                    throw new IllegalArgumentException(
                            "the subscriber's name \"" + subscriber + "\" is too like ours, \""
                                    + name + "\": its consumer groups would be");
                });
        return Stream.concat(groups(subscriber, PatternType.LITERAL),
                groups(subscriber + "-", PatternType.PREFIXED));
    }

    /** Names of our clients and of their consumer groups. */
    private static Stream<String> ours() {
        var services = Arrays.stream(values()).filter(client -> client != SUBSCRIBER).toList();
        return Stream.concat(
                services.stream().flatMap(client -> client.rights.stream())
                        .filter(right -> right.type() == ResourceType.GROUP).map(Right::name),
                services.stream().map(KafkaRights::client));
    }

    private static AclBinding binding(Right right, String principal) {
        return new AclBinding(new ResourcePattern(right.type(), right.name(), right.pattern()),
                new AccessControlEntry(principal, "*", right.operation(), AclPermissionType.ALLOW));
    }

    /** A relay fences its predecessors, compares the marker, and checks the declaration of all topics first. */
    private static Stream<Right> relay(String name) {
        return Stream.of(write(Topic.RELAY_PROGRESS), read(Topic.RELAY_PROGRESS), describeAll(),
                Stream.of(AclOperation.WRITE, AclOperation.DESCRIBE).map(operation -> new Right(
                        ResourceType.TRANSACTIONAL_ID, "scim-relay-" + name, PatternType.LITERAL, operation)))
                .flatMap(rights -> rights);
    }

    private static Stream<Right> write(Topic... topics) {
        return Arrays.stream(topics).map(topic -> topic(topic, AclOperation.WRITE));
    }

    private static Stream<Right> read(Topic... topics) {
        return Arrays.stream(topics).map(topic -> topic(topic, AclOperation.READ));
    }

    private static Stream<Right> describeAll() {
        return Arrays.stream(Topic.values()).map(topic -> topic(topic, AclOperation.DESCRIBE));
    }

    private static Right topic(Topic topic, AclOperation operation) {
        return new Right(ResourceType.TOPIC, topic.topicName(), PatternType.LITERAL, operation);
    }

    /** To tell whose open transaction holds a consumer up (R30b): names only, nothing can be done to them. */
    private static Stream<Right> seeTransactions() {
        return Stream.of(new Right(ResourceType.TRANSACTIONAL_ID, ResourcePattern.WILDCARD_RESOURCE,
                PatternType.LITERAL, AclOperation.DESCRIBE));
    }

    /** To read includes to describe. */
    private static Stream<Right> groups(String name, PatternType pattern) {
        return Stream.of(new Right(ResourceType.GROUP, name, pattern, AclOperation.READ));
    }
}
