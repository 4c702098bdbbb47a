package com.scrydon.scim.localstack.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.schemas.Topic;
import com.scrydon.scim.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** The state that everything comes to when nobody changes anything any more, and what must hold then. */
final class Quiescence {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final TestStack stack;
    private final WorkersLog log;

    Quiescence(TestStack stack) {
        this.stack = stack;
        this.log = stack.workersLog();
    }

    /** Waits along the way of a change: when a stage is empty, nothing comes out of the stages before it any more. */
    void await() {
        Eventually.within(PATIENCE, TestStack.PAUSE, () -> {
            assertThat(rows("directory.outbox")).as("facts that the ingress has not published").isZero();
            for (var group : WorkersLog.GROUPS) {
                assertThat(log.unread(group)).as("records that %s has not read", group).isZero();
            }
            assertThat(rows("membership.outbox")).as("facts that the worker has not published").isZero();
            assertThat(rows("audit.outbox")).as("facts that the sink has not published").isZero();
            assertThat(rows("membership.parked_account")).as("parked accounts").isZero();
        });
    }

    private long rows(String table) {
        return stack.database().sql("select count(*) from " + table).query(Long.class).single();
    }

    /** Teams equal the model, in the API and in the store (R29). */
    void teamsEqualTheModel(Tenant tenant, Directory directory, String history) {
        var expected = directory.model().effectiveMembers();
        var steps = String.join("\n  ", directory.told());
        assertThat(stored(tenant.organisation(), expected.keySet())).as("%s, stored, after\n  %s", history, steps)
                .isEqualTo(expected);
        assertThat(directory.shown()).as("%s, shown, after\n  %s", history, steps).isEqualTo(expected);
    }

    private Map<String, Set<String>> stored(UUID organisation, Set<String> teams) {
        var stored = new TreeMap<String, Set<String>>();
        teams.forEach(team -> stored.put(team, new TreeSet<>()));
        stack.database().sql("""
                select team_id::text, account_id::text from membership.team_member
                where organisation_id = :organisation
                """).param("organisation", organisation).query(row -> {
            stored.computeIfAbsent(row.getString(1), _ -> new TreeSet<>()).add(row.getString(2));
        });
        return stored;
    }

    /** Each topic is gapless and free of repeats per key, and ends with the last number given out (R26, R27). */
    void topicsTellEverythingOnce() {
        var kafka = stack.file().subscriber();
        TopicStory.isGaplessAndFreeOfRepeats(kafka);
        Map.of(Topic.USERS, "directory.account where event_seq > 0", Topic.GROUPS, "directory.scim_group",
                Topic.TEAMS, "directory.team where event_seq > 0", Topic.MEMBERSHIPS,
                "membership.account_head where event_seq > 0")
                .forEach((topic, keys) -> assertThat(TopicStory.counts(kafka, topic)).as("%s", topic)
                        .containsAllEntriesOf(numbers(topic, keys)));
    }

    /** The state topic of members says who is in which group, the deleted ones included (R36c). */
    void membersAreInTheirTopic(Tenant tenant, String history) {
        var members = new TreeSet<>(stack.database().sql("""
                select group_id || '/' || account_id from directory.group_member where organisation_id = :organisation
                union all
                select parent_id || '/' || child_id from directory.group_nesting where organisation_id = :organisation
                """).param("organisation", tenant.organisation()).query(String.class).list());
        assertThat(TopicStory.kept(stack.file().subscriber(), Topic.GROUP_MEMBERS_STATE, tenant.organisation()))
                .as(history).isEqualTo(members);
    }

    private Map<String, Long> numbers(Topic topic, String keys) {
        var key = topic == Topic.MEMBERSHIPS ? "account_id" : "id";
        var numbers = new HashMap<String, Long>();
        stack.database().sql("select " + key + "::text, event_seq from " + keys)
                .query(row -> {
                    numbers.put(row.getString(1), row.getLong(2));
                });
        return numbers;
    }

    /** Each fact is in the audit index once. */
    void auditHasEverythingOnce() {
        Eventually.within(PATIENCE, TestStack.PAUSE, () -> {
            var distinct = stack.database().sql("select count(distinct event_id) from audit.record").query(Long.class)
                    .single();
            assertThat(rows("audit.record")).isEqualTo(distinct)
                    .isEqualTo(TopicStory.size(stack.file().subscriber()));
        });
    }

    /** Everything that re-reading must leave as it is: rows with their times, numbers of facts, the topic's length. */
    List<String> effects() {
        var effects = new ArrayList<>(stack.database().sql("""
                select concat_ws(' ', account_id, team_id, since) from membership.team_member
                union all
                select concat_ws(' ', account_id, event_seq) from membership.account_head
                order by 1
                """).query(String.class).list());
        effects.add("facts: " + TopicStory.counts(stack.file().subscriber(), Topic.MEMBERSHIPS));
        return effects;
    }
}
