package com.scrydon.scim.ingress.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.wire.ScimProblem;
import com.scrydon.scim.ingress.wire.Verdict;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FiltersTests {

    private static Filter parsed(String text) {
        return Filters.parse(text).fold(filter -> filter, problem -> {
            throw new AssertionError(problem.detail());
        });
    }

    @Test
    void andBindsTighterThanOrAndNotTakesItsBrackets() {
        var filter = parsed("a eq 1 or b eq 2 and not (c pr)");
        assertThat(filter).isInstanceOfSatisfying(Filter.Or.class,
                or -> assertThat(or.right()).isInstanceOfSatisfying(Filter.And.class,
                        and -> assertThat(and.right()).isInstanceOf(Filter.Not.class)));
    }

    @Test
    void aUrnAndASubAttributeAreToldApart() {
        var filter = parsed("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"x\"");
        assertThat(filter).isInstanceOfSatisfying(Filter.Comparison.class, comparison -> {
            assertThat(comparison.path().name()).isEqualTo("manager");
            assertThat(comparison.path().sub()).hasValue("value");
            assertThat(comparison.path().urn().orElse("")).endsWith("enterprise:2.0:User");
        });
    }

    @Test
    void entrasPathAfterTheBracketIsOneMoreConditionOnTheElement() {
        assertThat(parsed("emails[type eq \"work\"].value eq \"a\""))
                .isEqualTo(parsed("emails[type eq \"work\" and value eq \"a\"]"));
    }

    @Test
    void textsHaveTheEscapesOfJson() {
        assertThat(parsed("a eq \"\\u0041\\\"\\n\"")).isInstanceOfSatisfying(Filter.Comparison.class,
                comparison -> assertThat(comparison.literal().asText()).isEqualTo("A\"\n"));
    }

    @Test
    void depthLengthAndNumberOfComparisonsAreBounded() {
        assertThat(Filters.parse("(".repeat(21) + "a pr" + ")".repeat(21))).isInstanceOf(Verdict.Refused.class);
        assertThat(Filters.parse("a eq \"" + "x".repeat(9_000) + "\"")).isInstanceOf(Verdict.Refused.class);
        assertThat(Filters.parse("a pr or ".repeat(100) + "a pr")).isInstanceOf(Verdict.Refused.class);
    }

    /** Seeded: the same texts in each run. */
    @Test
    void r24_noTextMakesTheParserFail() {
        var random = new Random(42);
        var pieces = new String[]{"userName", " eq ", "\"a\"", "(", ")", "[", "]", " and ", " or ", " not ", ".", "pr",
            " ", "\\", "\"", "1e9", "true", "null", "urn:", "é", "\u0000", "emails", ":"};
        for (int i = 0; i < 20_000; i++) {
            var text = random.ints(1 + random.nextInt(12), 0, pieces.length).mapToObj(p -> pieces[p])
                    .collect(Collectors.joining());
            switch (Filters.parse(text)) {
                case Verdict.Accepted<Filter>(var filter) -> assertThat(filter).isNotNull();
                case Verdict.Refused<Filter>(var problem) -> assertThat(problem)
                        .isInstanceOf(ScimProblem.InvalidFilter.class);
            }
            assertThat(Filters.parsePath(text)).isNotNull();
        }
    }
}
