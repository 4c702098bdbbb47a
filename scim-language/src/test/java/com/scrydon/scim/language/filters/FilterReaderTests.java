package com.scrydon.scim.language.filters;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.language.paths.AttributePath;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class FilterReaderTests {

    private static final FilterReader READER = new FilterReader(new FilterLimits(8_192, 100),
            List.of("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"), FilterVocabulary.open());

    private static Filter parsed(String text) {
        return switch (READER.filter(text)) {
            case Parsed.Understood<Filter>(var filter) -> filter;
            case Parsed.Malformed<Filter> malformed -> throw new AssertionError(text + ": " + malformed);
        };
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
        assertThat(detail("title eq \"a\" und b pr")).isEqualTo("14: expected and, or, or the end, found 'und'");
        assertThat(detail("title is \"a\"")).isEqualTo("7: unknown operator 'is'");
        assertThat(detail("title eq a")).isEqualTo("10: expected a text in double quotes");
        assertThat(detail("title eq \"a")).isEqualTo("10: the text that begins here has no closing quote");
        assertThat(detail("title eq \"\\x\"")).isEqualTo("11: unknown escape in a text");
        assertThat(detail("title eq \"\\u00g0\"")).isEqualTo("11: \\u needs four hexadecimal digits");
        assertThat(detail("title eq \"\\ud800\"")).isEqualTo("10: a character that no attribute can hold");
        assertThat(detail("e[a eq \"x\"")).isEqualTo("11: expected ']', found the end");
        assertThat(detail("e[a[b pr]]")).isEqualTo("4: a condition in brackets cannot stand here");
        assertThat(detail("1a pr")).isEqualTo("1: '1a' is no attribute path");
        assertThat(detail("title pr )")).isEqualTo("10: expected and, or, or the end, found ')'");
        assertThat(detail("title pr \"secret\"")).isEqualTo("10: expected and, or, or the end, found a text");
        assertThat(detail("(((")).isEqualTo("4: expected an attribute, found the end");
        assertThat(detail("a eq \"" + "x".repeat(9_000) + "\"")).startsWith("8193: longer");
        assertThat(detail("a pr or ".repeat(100) + "b pr")).startsWith("801: more than 100");
        assertThat(detail("(".repeat(21) + "a pr" + ")".repeat(21))).startsWith("21: nested deeper");
    }

    /** Each is asked for where it stands, and nothing behind it is read before. */
    @Test
    void whatAServiceDoesNotTakeIsRefusedWithItsPlace() {
        var strict = new FilterReader(new FilterLimits(100, 2), List.of(), new FilterVocabulary() {
            @Override
            public Optional<String> refusal(AttributePath path) {
                return path.name().startsWith("x") ? Optional.of("no " + path) : Optional.empty();
            }

            @Override
            public Optional<String> refusalOfElements(AttributePath path) {
                return Optional.of("no elements of " + path);
            }

            @Override
            public Optional<String> refusal(AttributePath path, Operator operator) {
                return operator == Operator.GT ? Optional.of("no order of " + path) : Optional.empty();
            }

            @Override
            public Optional<String> refusal(AttributePath path, Operator operator, Literal literal) {
                return literal instanceof Literal.Flag ? Optional.of("no flag") : Optional.empty();
            }
        });
        assertThat(strict.filter("a pr and x.y ?")).isEqualTo(new Parsed.Malformed<>("no x.y", 10));
        assertThat(strict.filter("a pr and a[?")).isEqualTo(new Parsed.Malformed<>("no elements of a", 11));
        assertThat(strict.filter("a gt ?")).isEqualTo(new Parsed.Malformed<>("no order of a", 3));
        assertThat(strict.filter("a eq true ?")).isEqualTo(new Parsed.Malformed<>("no flag", 6));
        assertThat(strict.filter("a pr or a pr or a pr"))
                .isEqualTo(new Parsed.Malformed<>("more than 2 comparisons", 17));
        assertThat(strict.filter("a eq 1 and not (a co \"x\")")).isInstanceOf(Parsed.Understood.class);
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
        return switch (READER.filter(text)) {
            case Parsed.Understood<Filter>(var filter) -> "accepted " + filter;
            case Parsed.Malformed<Filter>(var what, var position) -> position + ": " + what;
        };
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
            switch (READER.filter(text)) {
                case Parsed.Understood<Filter>(var filter) -> assertThat(filter).isNotNull();
                case Parsed.Malformed<Filter>(var what, var position) -> {
                    assertThat(what).as(text).isNotBlank();
                    assertThat(position).as(text).isBetween(1, text.length() + 1);
                }
            }
            assertThat(READER.path(text)).isNotNull();
        }
    }
}
