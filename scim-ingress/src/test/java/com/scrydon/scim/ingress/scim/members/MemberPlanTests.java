package com.scrydon.scim.ingress.scim.members;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemberPlanTests {

    @Test
    void laterOperationsOverruleEarlierOnes() {
        var plan = MemberPlan.unchanged().add(List.of("a", "b")).remove(List.of("a"));
        assertThat(plan.present()).containsExactly("b");
        assertThat(plan.absent()).containsExactly("a");
        assertThat(plan.add(List.of("a")).absent()).isEmpty();
        assertThat(MemberPlan.exactly(List.of("c")).remove(List.of("c")).present()).isEmpty();
        assertThat(plan.then(MemberPlan.exactly(List.of("d"))).present()).containsExactly("d");
    }

    @Test
    void r22_aChangeIsCutIntoFactsOfAThousandIds() {
        var many = Stream.generate(UUID::randomUUID).limit(2_001).toList();
        var chunks = new MemberDelta(many, List.of(), List.of(), many.subList(0, 1)).chunks();
        assertThat(chunks).hasSize(3);
        assertThat(chunks.stream().flatMap(chunk -> chunk.accountsAdded().stream())).containsExactlyElementsOf(many);
        assertThat(chunks.getLast().groupsRemoved()).hasSize(1);
        assertThat(MemberDelta.none().chunks()).isEmpty();
    }
}
