package com.scrydon.scim.ingress.scim.filters;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidFilter;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import java.util.Optional;

/** Turns filters into SQL conditions. */
public final class SqlFilters {

    private SqlFilters() {}

    /** The condition; invalidFilter if an attribute cannot be compared in this way. */
    public static Verdict<SqlCondition> compile(Optional<Filter> filter, SqlTerms terms) {
        if (filter.isEmpty()) {
            return Verdict.of(SqlCondition.ALL);
        }
        try {
            FilterWeight.check(filter.get(), terms);
            var parameters = new SqlParameters();
            var sql = new SqlCompilation(terms, parameters).condition(filter.get());
            return Verdict.of(new SqlCondition(sql, parameters.values()));
        } catch (UnsupportedFilterException e) {
            return Verdict.refuse(new InvalidFilter(e.detail()));
        }
    }
}
