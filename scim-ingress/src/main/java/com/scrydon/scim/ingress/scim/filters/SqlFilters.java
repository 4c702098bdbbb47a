package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidFilter;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.sql.Compiled;
import com.scrydon.scim.language.sql.SqlCompilation;
import com.scrydon.scim.language.sql.SqlCondition;
import com.scrydon.scim.language.sql.SqlTerms;
import java.util.Optional;

/** Turns filters into SQL conditions. */
public final class SqlFilters {

    private SqlFilters() {}

    /** The condition; invalidFilter if an attribute cannot be compared in this way. */
    public static Verdict<SqlCondition> compile(Optional<Filter> filter, SqlTerms terms) {
        return filter.map(one -> compile(one, terms)).orElseGet(() -> Verdict.of(SqlCondition.ALL));
    }

    private static Verdict<SqlCondition> compile(Filter filter, SqlTerms terms) {
        return switch (SqlCompilation.of(filter, terms)) {
            case Compiled.Condition(var condition) -> Verdict.of(condition);
            case Compiled.Refused(var detail) -> Verdict.refuse(new InvalidFilter(detail));
        };
    }
}
