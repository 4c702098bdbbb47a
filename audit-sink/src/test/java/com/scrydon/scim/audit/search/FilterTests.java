package com.scrydon.scim.audit.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.language.sql.SqlCondition;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the audit API takes SCIM's grammar (docs/decisions/037-one-filter-grammar.md); the grammar itself is tested where it is. */
class FilterTests {

    @Test
    void prefixOfATypeIsALikeWithAParameter() {
        var condition = RecordFilters.compile("type sw \"SCIM.\"");

        assertThat(condition.sql()).isEqualTo("(r.type like :f1::text)");
        assertThat(condition.parameters()).containsEntry("f1", "scim.%");
    }

    /** What the index of target_names serves. */
    @Test
    void aTargetIsAnElementOfTheArray() {
        assertThat(RecordFilters.compile("target eq \"Ada\""))
                .isEqualTo(condition("(r.target_names @> array[:f1::text])", "ada"));
        assertThat(RecordFilters.compile("target ne \"Ada\""))
                .isEqualTo(condition("(not (r.target_names @> array[:f1::text]))", "ada"));
        assertThat(RecordFilters.compile("target ew \"A_a\"")).isEqualTo(condition(
                "exists (select from unnest(r.target_names) as t (name) where t.name like :f1::text)", "%a\\_a"));
    }

    @Test
    void eachAttributeHasItsColumnAndItsCase() {
        assertThat(RecordFilters.compile("actor.id eq \"Aa\"")).isEqualTo(condition("(r.actor_id = :f1::text)", "Aa"));
        assertThat(RecordFilters.compile("requestId gt \"Aa\""))
                .isEqualTo(condition("(r.request_id > :f1::text)", "Aa"));
        assertThat(RecordFilters.compile("ACTOR.display co \"Aa\""))
                .isEqualTo(condition("(lower(r.actor_display) like :f1::text)", "%aa%"));
        assertThat(RecordFilters.compile("Outcome ne \"Refused\""))
                .isEqualTo(condition("(r.outcome <> :f1::text)", "refused"));
        assertThat(RecordFilters.compile("occurredAt le \"2026-11-24T10:00:00+01:00\""))
                .isEqualTo(condition("(r.occurred_at <= :f1)", OffsetDateTime.parse("2026-11-24T10:00:00+01:00")));
        assertThat(RecordFilters.compile("type pr and target pr").sql())
                .isEqualTo("((r.type <> '') and (cardinality(r.target_names) > 0))");
    }

    @Test
    void andBindsStrongerThanOr() {
        assertThat(RecordFilters.compile("type pr or actor.id pr AND outcome pr").sql())
                .isEqualTo("((r.type <> '') or ((r.actor_id <> '') and (r.outcome <> '')))");
    }

    @Test
    void textIsUnescapedAndNeverPartOfTheStatement() {
        var condition = RecordFilters.compile("target co \"100%_\\\"\\u0041\\\\'; drop table audit.record --\"");

        assertThat(condition.sql()).doesNotContain("drop").doesNotContain("'");
        assertThat(condition.parameters()).containsEntry("f1", "%100\\%\\_\"a\\\\'; drop table audit.record --%");
    }

    /** As in SCIM, and not so before there was one grammar. */
    @Test
    void nullIsNoValueAndNumbersAndBooleansAreTexts() {
        assertThat(RecordFilters.compile("actor.display eq null").sql())
                .isEqualTo("(not (lower(r.actor_display) <> ''))");
        assertThat(RecordFilters.compile("target ne NULL").sql()).isEqualTo("(cardinality(r.target_names) > 0)");
        assertThat(RecordFilters.compile("requestId eq 42")).isEqualTo(condition("(r.request_id = :f1::text)", "42"));
        assertThat(RecordFilters.compile("actor.id eq True")).isEqualTo(condition("(r.actor_id = :f1::text)", "true"));
    }

    @Test
    void aTimeWithoutAnOffsetIsInUtc() {
        assertThat(RecordFilters.compile("occurredAt gt \"2026-11-24T10:00:00\""))
                .isEqualTo(condition("(r.occurred_at > :f1)", OffsetDateTime.parse("2026-11-24T10:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"``|1|expected an attribute, found the end",
        "type|5|expected an operator, found the end", "type eq|8|expected a value, found the end",
        "type eq scim|9|expected a text in double quotes",
        "kind eq \"x\"|1|unknown attribute 'kind'; known are type, actor.id, actor.display, target, occurredAt,",
        "type pr or actor eq \"x\"|12|unknown attribute 'actor'", "not type pr|1|unknown attribute 'not'",
        "type like \"x\"|6|unknown operator 'like'", "type eq \"x|9|no closing quote",
        "(type pr|9|expected ')'", "type pr)|8|expected and, or, or the end, found ')'",
        "type pr type pr|9|expected and, or, or the end, found 'type'", "type eq \"\\q\"|10|unknown escape",
        "type eq \"\\u00g0\"|10|four hexadecimal digits", "occurredAt gt \"yesterday\"|15|expected a time such as",
        "occurredAt gt true|15|expected a time such as", "occurredAt sw \"2026\"|12|cannot be compared by sw",
        "() and type pr|2|expected an attribute", "type eq \"\\u0000\"|9|no attribute can hold",
        "actor.id co null|13|null can only be compared with eq and ne",
        "type pr and target[value eq \"x\"]|19|no attribute of a record has parts",
        "emails[type eq \"work\"]|1|unknown attribute 'emails'", "1a pr|1|'1a' is no attribute path"})
    void badFilterNamesThePlace(String filter, int position, String message) {
        assertThat(refusal(filter)).startsWith("400 filter, position " + position + ": ").contains(message);
    }

    /** Fewer than SCIM takes, since each comparison may look at every record. */
    @Test
    void depthLengthAndComparisonsAreBounded() {
        var wide = "(type pr) and ".repeat(19) + "type pr";
        assertThat(RecordFilters.compile(wide).sql()).isNotEmpty();

        assertThat(refusal(wide + " or type pr")).isEqualTo("400 filter, position 278: more than 20 comparisons");
        assertThat(refusal("(".repeat(21) + "type pr" + ")".repeat(21)))
                .isEqualTo("400 filter, position 21: nested deeper than 20");
        assertThat(refusal("type eq \"" + "x".repeat(4_000) + "\""))
                .isEqualTo("400 filter, position 4001: longer than 4000 characters");
        assertThat(RecordFilters.compile("type eq \"" + "x".repeat(3_990) + "\"").sql()).isNotEmpty();
    }

    private static SqlCondition condition(String sql, Object parameter) {
        return new SqlCondition(sql, Map.of("f1", parameter));
    }

    private static String refusal(String filter) {
        try {
            return RecordFilters.compile(filter).sql();
        } catch (ApiProblemException e) {
            return e.status().value() + " " + e.detail();
        }
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
