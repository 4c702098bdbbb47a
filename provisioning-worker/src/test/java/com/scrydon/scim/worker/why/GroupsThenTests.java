package com.scrydon.scim.worker.why;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.worker.why.GroupsThen.Nesting;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Ways through the groups of a past moment. */
class GroupsThenTests {

    /** 5 in 4 in 3 in 2 in 1, and 3 in 1. */
    private static final List<Nesting> NESTINGS = Stream.of("1 2", "2 3", "3 4", "4 5", "1 3")
            .map(pair -> new Nesting(group(pair.charAt(0)), group(pair.charAt(2)))).toList();

    private final GroupsThen groups = GroupsThen.below(group('1'), GroupsThenTests::childrenOf);

    private static UUID group(char digit) {
        return new UUID(0, digit - '0');
    }

    private static List<Nesting> childrenOf(Collection<UUID> groups) {
        return NESTINGS.stream().filter(n -> groups.contains(n.parent())).toList();
    }

    @Test
    void r19_r38_everyWayUpThroughThreeLinksIsFoundAndNoLongerOne() {
        assertThat(groups.all()).containsExactlyInAnyOrder(group('1'), group('2'), group('3'), group('4'), group('5'));
        assertThat(groups.waysUp(group('1'), 9)).containsExactly(List.of(group('1')));
        assertThat(groups.waysUp(group('4'), 9)).containsExactlyInAnyOrder(
                List.of(group('4'), group('3'), group('2'), group('1')), List.of(group('4'), group('3'), group('1')));
        assertThat(groups.waysUp(group('5'), 9))
                .containsExactly(List.of(group('5'), group('4'), group('3'), group('1')));
        assertThat(groups.waysUp(group('4'), 1)).hasSize(1);
    }
}
