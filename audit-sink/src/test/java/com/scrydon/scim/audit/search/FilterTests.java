package com.scrydon.scim.audit.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTests {

    @Test
    void prefixOfATypeIsALikeWithAParameter() {
        var condition = FilterCompiler.compile(FilterParser.parse("type sw \"scim.\""));

        assertThat(condition.sql()).isEqualTo("r.type like :f0");
        assertThat(condition.parameters()).containsEntry("f0", "scim.%");
    }

    @Test
    void andBindsStrongerThanOr() {
        var filter = FilterParser.parse("type pr or actor.id eq \"a\" and outcome eq \"refused\"");

        assertThat(filter).isEqualTo(new Filter.Or(new Filter.Present(Attribute.TYPE),
                new Filter.And(new Filter.TextMatch(Attribute.ACTOR_ID, Operator.EQ, "a"),
                        new Filter.TextMatch(Attribute.OUTCOME, Operator.EQ, "refused"))));
    }

    @Test
    void parenthesesAndNotAndNamesInAnyCase() {
        var filter = FilterParser.parse("NOT(Type EQ \"x\" Or target CO \"ada\")AND occurredat ge"
                + " \"2026-11-24T10:00:00+01:00\"");

        assertThat(filter).isEqualTo(new Filter.And(
                new Filter.Not(new Filter.Or(new Filter.TextMatch(Attribute.TYPE, Operator.EQ, "x"),
                        new Filter.TextMatch(Attribute.TARGET, Operator.CO, "ada"))),
                new Filter.TimeMatch(Operator.GE, Instant.parse("2026-11-24T09:00:00Z"))));
    }

    @Test
    void textIsUnescapedAndNeverPartOfTheStatement() {
        var condition = FilterCompiler
                .compile(FilterParser.parse("target co \"100%_\\\"\\u0041\\\\'; drop table audit.record --\""));

        assertThat(condition.sql()).doesNotContain("drop").doesNotContain("'");
        assertThat(condition.parameters()).containsEntry("f0", "%100\\%\\_\"a\\\\'; drop table audit.record --%");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"``|1|expected an attribute, found the end",
        "type|5|expected an operator, found the end", "type eq|8|expected a text in double quotes, found the end",
        "type eq scim|9|expected a text in double quotes, found 'scim'", "kind eq \"x\"|1|unknown attribute 'kind'",
        "type like \"x\"|6|unknown operator 'like'", "type eq \"x|9|no closing quote",
        "(type pr|9|expected ')'", "type pr)|8|expected and, or, or the end", "not type pr|5|expected '('",
        "type pr type pr|9|expected and, or, or the end", "type eq \"\\q\"|10|unknown escape",
        "type eq \"\\u00g0\"|10|four hexadecimal digits", "occurredAt gt \"yesterday\"|15|expected a time such as",
        "occurredAt sw \"2026\"|12|cannot be compared by sw", "() and type pr|2|expected an attribute"})
    void badFilterNamesThePlace(String filter, int position, String message) {
        assertThatExceptionOfType(BadFilterException.class).isThrownBy(() -> FilterParser.parse(filter))
                .withMessageStartingWith("filter, position " + position + ": ").withMessageContaining(message);
    }

    @Test
    void depthLengthAndComparisonsAreBounded() {
        var deep = "(".repeat(21) + "type pr" + ")".repeat(21);
        var wide = "(type pr) and ".repeat(19) + "type pr";
        var longText = "type eq \"" + "x".repeat(4_000) + "\"";

        assertThatExceptionOfType(BadFilterException.class).isThrownBy(() -> FilterParser.parse(deep))
                .withMessageContaining("nested deeper than 20");
        assertThat(FilterParser.parse(wide)).isInstanceOf(Filter.And.class);
        assertThatExceptionOfType(BadFilterException.class).isThrownBy(() -> FilterParser.parse(wide + " or type pr"))
                .withMessageContaining("more than 20 comparisons");
        assertThatExceptionOfType(BadFilterException.class).isThrownBy(() -> FilterParser.parse(longText));
    }

    @Test
    void cursorComesBackAndOthersAreRefused() {
        assertThat(Cursor.decode(new Cursor(4711).encoded())).contains(new Cursor(4711));
        assertThat(Cursor.decode("%%%")).isEmpty();
        assertThat(Cursor.decode("MTIz")).isEmpty();
        assertThat(Cursor.decode("")).isEmpty();
        assertThat(Stream.of("r1:", "r1:9223372036854775808", "r1:1.5", "r1:\u0661", "r1: 1", "r2:1")
                .map(text -> Base64.getUrlEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))))
                .allMatch(text -> Cursor.decode(text).isEmpty());
    }
}
