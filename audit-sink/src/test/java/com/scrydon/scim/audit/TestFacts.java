package com.scrydon.scim.audit;

import com.scrydon.scim.eventlog.authenticity.FactMac;
import com.scrydon.scim.eventlog.registry.SchemaPins;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.AccountSnapshot;
import com.scrydon.scim.facts.Actor;
import com.scrydon.scim.facts.FactHeader;
import com.scrydon.scim.facts.GroupFact;
import com.scrydon.scim.facts.GroupMembersChanged;
import com.scrydon.scim.facts.MembershipFact;
import com.scrydon.scim.facts.Rejection;
import com.scrydon.scim.facts.TeamFact;
import com.scrydon.scim.facts.TeamReference;
import com.scrydon.scim.facts.TeamRenamed;
import com.scrydon.scim.facts.UserFact;
import com.scrydon.scim.schemas.FactHeaderName;
import com.scrydon.scim.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Facts for tests, as the services write them. */
public final class TestFacts {

    public static final UUID ORGANISATION = UUID.fromString("0198c0de-0000-7000-8000-00000000000a");
    public static final UUID ACCOUNT = UUID.fromString("0198c0de-0000-7000-8000-0000000000ac");
    public static final UUID GROUP = UUID.fromString("0198c0de-0000-7000-8000-00000000006a");
    public static final UUID TEAM = UUID.fromString("0198c0de-0000-7000-8000-00000000007e");
    public static final Instant MOMENT = Instant.parse("2026-11-24T10:00:00Z");

    private TestFacts() {}

    /** As the deploy step does. */
    public static void pinSchemas(SchemaPins pins) {
        var topics = Topic.values();
        for (int i = 0; i < topics.length; i++) {
            pins.pin(topics[i], 100 + i);
        }
    }

    /** A fact under the key "key", signed as the relay signs. */
    public static ProducerRecord<String, byte[]> signed(FactMac by, Topic topic, byte[] content, SpecificRecord fact) {
        return signed(by, topic, "key", content, fact);
    }

    /** A fact signed as the relay signs. */
    public static ProducerRecord<String, byte[]> signed(FactMac by, Topic topic, String key, byte[] content,
            SpecificRecord fact) {
        var record = new ProducerRecord<>(topic.topicName(), key, content);
        if (topic.ordered()) {
            var number = FactMac.sequence(((FactHeader) fact.get(0)).getEventSeq());
            record.headers().add(FactHeaderName.SEQUENCE.headerName(), number.getBytes(StandardCharsets.UTF_8));
        }
        return by.sign(record);
    }

    /** The record as the sink reads it from partition 0. */
    public static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> written, long offset) {
        var record = new ConsumerRecord<>(written.topic(), 0, offset, written.key(), written.value());
        written.headers().forEach(record.headers()::add);
        return record;
    }

    public static FactHeader header(String type, long eventSeq) {
        return header(ORGANISATION, type, eventSeq, MOMENT.plusSeconds(eventSeq));
    }

    public static FactHeader header(UUID organisation, String type, long eventSeq, Instant occurredAt) {
        return FactHeader.newBuilder().setEventId(UUID.randomUUID()).setType(type).setOrganisationId(organisation)
                .setEventSeq(eventSeq).setOccurredAt(occurredAt).setActor(new Actor("token", "token-1", "okta-prod"))
                .setRequestId("request-" + eventSeq).setRemoteAddress("192.0.2.7").build();
    }

    public static UserFact user(FactHeader header, String email, List<String> changed) {
        var account = new AccountSnapshot("person", email, email, "00u1", true, true, false,
                "{\"title\":\"Engineer\",\"name\":{\"givenName\":\"Ada\"}}", 1L, MOMENT, MOMENT);
        return new UserFact(header, ACCOUNT, account, changed);
    }

    public static UserFact provisioned(long eventSeq) {
        return user(header("scim.user.provisioned", eventSeq), "Ada@Example.com", List.of("userName", "title"));
    }

    public static GroupFact membersAdded(long eventSeq, List<UUID> accounts) {
        return new GroupFact(header("scim.group.members_changed", eventSeq), GROUP, "Engineering", "00g1", TEAM, 2L,
                null, null, new GroupMembersChanged(accounts, List.of(), List.of(), List.of()), null, null);
    }

    public static TeamFact renamed(long eventSeq) {
        return new TeamFact(header("scim.team.renamed", eventSeq), TEAM, "Platform", GROUP,
                new TeamRenamed("Engineering"), null, null, null);
    }

    public static MembershipFact gained(long eventSeq) {
        var team = new TeamReference(TEAM, "Engineering");
        return new MembershipFact(header("scim.membership.changed", eventSeq), ACCOUNT, List.of(team), List.of(),
                List.of(team), 42L);
    }

    public static AccessFact refused(String path) {
        return new AccessFact(header("scim.request.rejected", 0), "token-1", null,
                new Rejection("POST", path, 400, "invalidValue", "nested group depth exceeds 3", 1L), null);
    }
}
