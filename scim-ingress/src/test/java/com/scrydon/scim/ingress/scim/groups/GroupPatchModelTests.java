package com.scrydon.scim.ingress.scim.groups;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.answers.ScimJson;
import com.scrydon.scim.ingress.scim.members.MemberCondition;
import com.scrydon.scim.ingress.scim.members.MemberPlan;
import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Random PATCHes of members, folded into one plan, end with the members that a set has after the same operations. */
class GroupPatchModelTests {

    private static final long SEED = Long.getLong("scim.test.seed", 20_261_124L);
    private static final int CASES = 10_000;
    private static final UUID GROUP = UUID.randomUUID();

    private final Random random = new Random(SEED);
    private final List<String> ids = IntStream.range(0, 8).mapToObj(n -> "0b000000-0000-7000-8000-00000000000" + n)
            .toList();

    @Test
    void r20_r24_memberPatchesEndAsASetWould() {
        System.out.println("GroupPatchModelTests seed " + SEED);
        for (int i = 0; i < CASES; i++) {
            var before = some();
            var expected = new TreeSet<>(before);
            var body = IntStream.rangeClosed(0, random.nextInt(4)).mapToObj(_ -> operation(expected))
                    .collect(Collectors.joining(",", "{\"Operations\":[", "]}"));
            var change = ScimJson.parse(body.getBytes(StandardCharsets.UTF_8))
                    .then(json -> GroupPatch.read(GROUP, json)).fold(c -> c, problem -> {
                        throw new AssertionError(problem.detail() + ": " + body);
                    });
            assertThat(after(before, change.members().first())).as("seed %d, case %d: %s on %s", SEED, i, body, before)
                    .isEqualTo(expected);
        }
    }

    private static Set<String> after(Set<String> before, MemberPlan plan) {
        var members = plan.fromScratch() ? new TreeSet<String>() : new TreeSet<>(before);
        members.removeAll(plan.absent());
        members.addAll(plan.present());
        return members;
    }

    /** The text of an operation, which is applied to the set at once. */
    private String operation(Set<String> members) {
        var named = some();
        return switch (random.nextInt(7)) {
            case 0 -> {
                members.addAll(named);
                yield "{\"op\":\"Add\",\"path\":\"members\",\"value\":" + array(named) + "}";
            }
            case 1 -> {
                members.addAll(named);
                yield "{\"op\":\"add\",\"value\":{\"MEMBERS\":" + array(named) + "}}";
            }
            case 2 -> {
                members.clear();
                members.addAll(named);
                yield "{\"op\":\"replace\",\"path\":\"members\",\"value\":" + array(named) + "}";
            }
            case 3 -> {
                var one = ids.get(random.nextInt(ids.size()));
                members.add(one);
                yield "{\"op\":\"ADD\",\"path\":\"members\",\"value\":{\"value\":\"" + anyCase(one) + "\"}}";
            }
            case 4 -> {
                // Of no value at all, a remove takes everybody.
                members.removeAll(named.isEmpty() ? Set.copyOf(members) : named);
                yield "{\"op\":\"Remove\",\"path\":\"members\",\"value\":" + array(named) + "}";
            }
            case 5 -> {
                var one = Stream.concat(named.stream(), Stream.of(ids.getFirst())).limit(3).toList();
                members.removeAll(one);
                yield "{\"op\":\"remove\",\"path\":\"members["
                        + one.stream().map(id -> "value EQ \\\"" + anyCase(id) + "\\\"")
                                .collect(Collectors.joining(" or "))
                        + "]\"}";
            }
            default -> {
                members.clear();
                yield "{\"op\":\"remove\",\"path\":\"members\"}";
            }
        };
    }

    private Set<String> some() {
        return random.ints(random.nextInt(5), 0, ids.size()).mapToObj(ids::get)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String array(Set<String> named) {
        return named.stream().map(id -> random.nextBoolean()
                ? "{\"$ref\":null,\"value\":\"" + anyCase(id) + "\",\"display\":\"x\"}"
                : "\"" + anyCase(id) + "\"").toList().toString();
    }

    /** Ids are UUIDs, which have no case. */
    private String anyCase(String id) {
        return random.nextInt(4) == 0 ? id.toUpperCase(Locale.ROOT) : id;
    }

    /** Each operation copied all that the others had named. */
    @Test
    void r22_aThousandOperationsOnManyMembersTakeAsManyStepsAsTheyNameIds() {
        var many = IntStream.range(0, 16_000).mapToObj(n -> "\"" + new UUID(7, n) + "\"").toList();
        var one = "{\"op\":\"add\",\"path\":\"members\",\"value\":[\"" + new UUID(7, 1) + "\"]}";
        var other = "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + new UUID(7, 2) + "\\\"]\"}";
        var body = IntStream.range(0, 999).mapToObj(i -> i % 2 == 0 ? one : other).collect(Collectors.joining(",",
                "{\"Operations\":[{\"op\":\"add\",\"path\":\"members\",\"value\":" + many + "},", "]}"));
        var members = read(body).members();
        assertThat(members.conditional()).isEmpty();
        assertThat(members.first().steps()).isEqualTo(16_000 + 999);
        assertThat(members.first().present()).hasSize(15_999);
        assertThat(read("{\"Operations\":[" + one + "," + other + "]}").members().first().steps()).isEqualTo(2);
    }

    /** Only value eq was understood. */
    @Test
    void r24b_conditionsThatSayWhoIsMeantNameMembersAndOthersAreBounded() {
        var id = ids.getFirst();
        assertThat(condition("type eq \\\"User\\\" and value eq \\\"" + id.toUpperCase(Locale.ROOT) + "\\\"").named())
                .hasValue(List.of(id));
        assertThat(condition("value sw \\\"" + id + "\\\" and type pr").named()).hasValue(List.of(id));
        assertThat(condition("type eq \\\"Group\\\"").isOpen()).isTrue();
        assertThat(condition("not (value eq \\\"" + id + "\\\")").isOpen()).isTrue();
        var open = removal("display eq \\\"Kim\\\"");
        assertThat(read("{\"Operations\":[" + String.join(",", Collections.nCopies(10, open)) + "]}").members()
                .conditional()).hasSize(10);
        assertThat(ScimJson.parse(("{\"Operations\":[" + String.join(",", Collections.nCopies(11, open)) + "]}")
                .getBytes(StandardCharsets.UTF_8)).then(json -> GroupPatch.read(GROUP, json))
                .fold(Object::toString, ScimProblem::detail)).contains("More than 10 comparisons");
    }

    private static String removal(String condition) {
        return "{\"op\":\"remove\",\"path\":\"members[" + condition + "]\"}";
    }

    private static MemberCondition condition(String condition) {
        return read("{\"Operations\":[" + removal(condition) + "]}").members().conditional().getFirst().removed();
    }

    private static GroupChange read(String body) {
        return ScimJson.parse(body.getBytes(StandardCharsets.UTF_8)).then(json -> GroupPatch.read(GROUP, json))
                .fold(change -> change, problem -> {
                    throw new AssertionError(problem.detail());
                });
    }
}
