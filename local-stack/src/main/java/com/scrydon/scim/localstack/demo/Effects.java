package com.scrydon.scim.localstack.demo;

import com.scrydon.scim.localstack.demo.Caller.Answer;
import com.scrydon.scim.schemas.FactType;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Waits for what a call brings about later: who is in a Team, and what the audit log says. */
final class Effects {

    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final String SCIM_RECORDS = "/records?count=100&filter="
            + URLEncoder.encode("type sw \"scim.\"", StandardCharsets.UTF_8);

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Transcript transcript;
    private final Caller management;
    private final Caller audit;

    Effects(Transcript transcript, Caller management, Caller audit) {
        this.transcript = transcript;
        this.management = management;
        this.audit = audit;
    }

    /** Something that can be looked at again and again. */
    private interface Look {
        Answer take() throws IOException, InterruptedException;
    }

    /** Exactly these accounts are in effect in the Team. */
    void teamHas(String team, String name, Collection<String> accounts) throws InterruptedException {
        var expected = new TreeSet<>(accounts);
        await("Team \"" + name + "\" has " + accounts.size() + (accounts.size() == 1 ? " member" : " members"),
                () -> management.call("GET", "/teams/" + team + "/members?count=100", null),
                answer -> members(answer).equals(expected));
    }

    /** An account is in effect in the Team through that group, not directly. */
    void teamHasThrough(String team, String account, String groupName) throws InterruptedException {
        await("… one of them through \"" + groupName + "\"",
                () -> management.call("GET", "/teams/" + team + "/members?count=100", null),
                answer -> answer.body().path("members").valueStream()
                        .filter(member -> member.path("accountId").asString("").equals(account))
                        .anyMatch(member -> !member.path("direct").asBoolean(false)
                                && names(member.path("throughGroups")).contains(groupName)));
    }

    /** The audit log holds a record of that type about that target. */
    void audited(FactType type, String target) throws InterruptedException {
        await("audit: " + type.typeName(), () -> audit.call("GET", SCIM_RECORDS, null),
                answer -> answer.body().path("records").valueStream()
                        .filter(record -> record.path("type").asString("").equals(type.typeName()))
                        .anyMatch(record -> record.path("targets").valueStream()
                                .anyMatch(t -> t.path("id").asString("").equals(target))));
    }

    /** A subscriber of Kafka reads exactly these facts about a key, in this order. */
    void subscriberReads(Subscriber subscriber, String key, List<FactType> types) throws InterruptedException {
        var names = types.stream().map(FactType::typeName).toList();
        await("a subscriber reads " + String.join(", ", names.stream().map(Effects::shortName).toList()),
                () -> new Answer("", "", 0, 0, JSON.valueToTree(subscriber.typesAbout(key))),
                answer -> answer.body().equals(JSON.valueToTree(names)));
    }

    private static String shortName(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void await(String what, Look look, Predicate<Answer> holds) throws InterruptedException {
        long began = System.nanoTime();
        var seen = patiently(look);
        while (!holds.test(seen) && System.nanoTime() - began < DEADLINE.toNanos()) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            seen = patiently(look);
        }
        long millis = Duration.ofNanos(System.nanoTime() - began).toMillis();
        transcript.effect(what, millis, holds.test(seen), seen.status() + " " + beginning(seen.body()));
    }

    /** A service that does not answer right now is one whose effects have not come yet. */
    private static Answer patiently(Look look) throws InterruptedException {
        try {
            return look.take();
        } catch (IOException e) {
            return new Answer("GET", "", 0, 0, JSON.getNodeFactory().stringNode(e.toString()));
        }
    }

    private static Set<String> members(Answer answer) {
        return answer.body().path("members").valueStream().map(member -> member.path("accountId").asString(""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> names(JsonNode groups) {
        return groups.valueStream().map(group -> group.path("displayName").asString("")).collect(Collectors.toSet());
    }

    private static String beginning(JsonNode body) {
        var text = body.toString();
        return text.length() <= 300 ? text : text.substring(0, 300) + "…";
    }
}
