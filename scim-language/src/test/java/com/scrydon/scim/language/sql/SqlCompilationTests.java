package com.scrydon.scim.language.sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.FilterLimits;
import com.scrydon.scim.language.filters.FilterReader;
import com.scrydon.scim.language.filters.FilterVocabulary;
import com.scrydon.scim.language.filters.Parsed;
import com.scrydon.scim.language.paths.AttributePath;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pieces of SQL that are true or false, never null; what they find is tested where there is a database. */
class SqlCompilationTests {

    private static final FilterReader READER = new FilterReader(new FilterLimits(1_000, 100), List.of(),
            FilterVocabulary.open());

    private static SqlTerm term(AttributePath path) {
        return switch (path.toString()) {
            case "title" -> new SqlTerm.Text("t.title", false, true);
            case "active" -> new SqlTerm.Flag("t.active");
            case "name" -> new SqlTerm.Complex("t.name");
            case "created" -> new SqlTerm.Moment("t.created");
            case "kind" -> new SqlTerm.Folded("t.kind", text -> text.toLowerCase(Locale.ROOT));
            case "tags" -> new SqlTerm.TextArray("t.tags", text -> text.toLowerCase(Locale.ROOT));
            case "emails", "emails.type" -> new SqlTerm.Elements("t.emails",
                    part -> new SqlTerm.Text(SqlTerm.Elements.ELEMENT + " ->> '" + part.name() + "'", true, false));
            default -> new SqlTerm.Unassigned();
        };
    }

    private static Compiled compiled(String text) {
        return switch (READER.filter(text)) {
            case Parsed.Understood<Filter>(var filter) -> SqlCompilation.of(filter, SqlCompilationTests::term);
            case Parsed.Malformed<Filter> malformed -> throw new AssertionError(text + ": " + malformed);
        };
    }

    private static String sql(String text) {
        return switch (compiled(text)) {
            case Compiled.Condition(var condition) -> condition.sql();
            case Compiled.Refused(var detail) -> detail;
        };
    }

    @Test
    void valuesAreParametersAndNeverPartOfTheStatement() {
        assertThat(compiled("title eq \"'; drop\" or kind sw \"A%\"")).isEqualTo(new Compiled.Condition(
                new SqlCondition(
                        "((t.title is not null and lower(t.title) = lower(:f1::text)) or (t.kind like :f2::text))",
                        Map.of("f1", "'; drop", "f2", "a\\%%"))));
    }

    @Test
    void notEqualHoldsWhereThereIsNoValue() {
        assertThat(sql("title ne \"x\"")).isEqualTo("(t.title is null or lower(t.title) <> lower(:f1::text))");
        assertThat(sql("active ne true")).isEqualTo("(t.active is not true)");
        assertThat(sql("tags ne \"x\"")).isEqualTo("(not (t.tags @> array[:f1::text]))");
        assertThat(sql("nobody ne \"x\"")).isEqualTo("true");
        assertThat(sql("kind ne \"x\"")).isEqualTo("(t.kind <> :f1::text)");
    }

    @Test
    void nothingIsNoValue() {
        assertThat(sql("title eq null")).isEqualTo("(not (t.title is not null))");
        assertThat(sql("kind eq null")).isEqualTo("(not (t.kind <> ''))");
        assertThat(sql("tags ne null")).isEqualTo("(cardinality(t.tags) > 0)");
        assertThat(sql("created eq null")).isEqualTo("(not true)");
    }

    @Test
    void elementsAreSearchedOneByOne() {
        assertThat(sql("emails[type eq \"work\"]")).isEqualTo(
                "exists (select from jsonb_array_elements(t.emails) e (element) where true and (e.element ->> 'type' = :f1::text))");
        assertThat(sql("emails.type pr")).startsWith("exists (select from jsonb_array_elements(t.emails)");
    }

    @Test
    void whatHasNoMeaningIsRefused() {
        assertThat(compiled("name eq \"x\"")).isEqualTo(new Compiled.Refused("name needs a sub-attribute"));
        assertThat(compiled("active gt true")).isInstanceOf(Compiled.Refused.class);
        assertThat(compiled("created co \"2026\"")).isInstanceOf(Compiled.Refused.class);
        assertThat(compiled("kind sw null")).isInstanceOf(Compiled.Refused.class);
        assertThat(compiled("kind[value eq \"x\"]")).isEqualTo(new Compiled.Refused("kind has no sub-attributes"));
        assertThat(compiled("tags[value eq \"x\"]")).isEqualTo(new Compiled.Refused("tags has no sub-attributes"));
    }
}
