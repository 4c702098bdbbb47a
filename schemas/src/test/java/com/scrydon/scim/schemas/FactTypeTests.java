package com.scrydon.scim.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.facts.FactHeader;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FactTypeTests {

    @Test
    void eachNameIsThatOfOneTypeAndFindsIt() {
        for (var type : FactType.values()) {
            assertThat(FactType.named(type.typeName())).contains(type);
        }
        assertThat(FactType.named("scim.user.married")).isEmpty();
    }

    /** So that the name of a constant can be told from the name of its facts. */
    @Test
    void aNameIsItsConstantInLowerCase() {
        for (var type : FactType.values()) {
            assertThat(type.typeName()).matches("scim(\\.[a-z]+(_[a-z]+)*){2,3}");
            assertThat(type.typeName().substring("scim.".length()).replace('.', '_')).isEqualToIgnoringCase(
                    type.name());
        }
    }

    @Test
    void oneSentenceSaysWhatHappened() {
        for (var type : FactType.values()) {
            assertThat(type.sentence()).as(type.typeName()).matches("[A-Z][^.]{20,240}\\.");
            assertThat(type.since()).isPositive();
        }
        assertThat(Arrays.stream(FactType.values()).map(FactType::sentence)).doesNotHaveDuplicates();
    }

    /** Whoever reads all facts about a kind of thing reads one topic, and a topic that is audited is a public one with a history. */
    @Test
    void factsOfAFamilyShareATopicThatIsAudited() {
        Arrays.stream(FactType.values()).collect(Collectors.groupingBy(FactType::family)).forEach(
                (family, types) -> assertThat(types).as(family).extracting(FactType::topic)
                        .containsOnly(types.getFirst().topic()));
        assertThat(Arrays.stream(FactType.values()).map(FactType::topic).distinct())
                .containsExactlyInAnyOrderElementsOf(Topic.audited().toList()).allMatch(Topic::isPublic);
    }

    /** The header says which type a record is of: without it a topic cannot hold facts. */
    @Test
    void recordsOfTheTopicOfATypeHaveAHeader() {
        for (var type : FactType.values()) {
            assertThat(type.topic().schema().getField("header").schema()).as(type.typeName())
                    .isEqualTo(FactHeader.getClassSchema());
        }
    }
}
