package com.scrydon.scim.audit.search;

import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.FilterLimits;
import com.scrydon.scim.language.filters.FilterReader;
import com.scrydon.scim.language.filters.Parsed;
import com.scrydon.scim.language.paths.AttributePath;
import com.scrydon.scim.language.sql.Compiled;
import com.scrydon.scim.language.sql.SqlCompilation;
import com.scrydon.scim.language.sql.SqlCondition;
import com.scrydon.scim.language.sql.SqlTerm;
import com.scrydon.scim.servicekit.problems.ApiProblemException;
import java.util.List;

/** The filters of a search: SCIM's grammar over the attributes of records. */
final class RecordFilters {

    /** Each comparison may look at every record of the organisation. */
    private static final FilterLimits LIMITS = new FilterLimits(4_000, 20);
    private static final FilterReader READER = new FilterReader(LIMITS, List.of(), new RecordVocabulary());

    private RecordFilters() {}

    /** The condition on audit.record {@code r}; 400 for a text that is no filter, naming the place. */
    static SqlCondition compile(String text) {
        return switch (READER.filter(text)) {
            case Parsed.Understood<Filter>(var filter) -> compile(filter);
            case Parsed.Malformed<Filter>(var what, var position) ->
                throw ApiProblemException.badRequest("filter, position " + position + ": " + what);
        };
    }

    private static SqlCondition compile(Filter filter) {
        return switch (SqlCompilation.of(filter, RecordFilters::term)) {
            case Compiled.Condition(var condition) -> condition;
            case Compiled.Refused(var detail) -> throw ApiProblemException.badRequest("filter: " + detail);
        };
    }

    private static SqlTerm term(AttributePath path) {
        return RecordAttribute.of(path).map(RecordAttribute::term).orElseGet(SqlTerm.Unassigned::new);
    }
}
