package com.scrydon.scim.ingress.scim.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.ingress.scim.problems.ScimProblem;
import com.scrydon.scim.ingress.scim.problems.Verdict;
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
    void depthLengthAndNumberOfComparisonsAreBoundedAndTheDetailNamesTheLimit() {
        assertThat(detail("(".repeat(21) + "a pr" + ")".repeat(21))).contains("nested deeper than 20");
        assertThat(detail("not (".repeat(21) + "a pr" + ")".repeat(21))).contains("nested deeper than 20");
        assertThat(detail("a eq \"" + "x".repeat(9_000) + "\"")).contains("longer than 8192 characters");
        assertThat(detail("a pr or ".repeat(100) + "a pr")).contains("more than 100 comparisons");
        assertThat(detail("e[" + "a pr and ".repeat(100) + "a pr]")).contains("more than 100 comparisons");
        parsed("(".repeat(20) + "a pr" + ")".repeat(20));
        parsed("a pr or ".repeat(99) + "a pr");
        parsed("a eq \"" + "x".repeat(8_185) + "\"");
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertThat(detail("title eq \"a\" und b pr"))
                .isEqualTo("Malformed at character 14: expected and, or, or the end");
        assertThat(detail("title is \"a\"")).contains("unknown operator is");
        assertThat(detail("title eq a")).contains("double quotes");
        assertThat(detail("title eq \"a")).contains("closing quote");
        assertThat(detail("title eq \"\\x\"")).contains("unknown escape");
        assertThat(detail("title eq \"\\ud800\"")).contains("no attribute can hold");
        assertThat(detail("e[a eq \"x\"")).contains("expected ]");
        assertThat(detail("1a pr")).contains("1a is no attribute path");
    }

    @Test
    void r24_dialectsMeanWhatTheGrammarOfTheRfcMeans() {
        assertThat(parsed("EMAILS[type EQ \"work\"] PR")).isEqualTo(parsed("EMAILS[type eq \"work\"]"));
        assertThat(parsed("  not(a pr)  ")).isEqualTo(parsed("not (a pr)"));
        assertThat(parsed("a\teq\n\"x\" AND b Pr")).isEqualTo(parsed("a eq \"x\" and b pr"));
        assertThat(parsed("a eq TRUE")).isEqualTo(parsed("a eq true"));
        assertThat(parsed("a eq -1.50e1")).isInstanceOfSatisfying(Filter.Comparison.class,
                comparison -> assertThat(comparison.literal().asText()).isEqualTo("-15.0"));
        assertThat(parsed("not eq \"x\"")).isInstanceOfSatisfying(Filter.Comparison.class,
                comparison -> assertThat(comparison.path().name()).isEqualTo("not"));
    }

    private static String detail(String text) {
        return Filters.parse(text).fold(filter -> "accepted " + filter, ScimProblem::detail);
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
