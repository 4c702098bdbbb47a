package com.scrydon.scim.language.sql;

import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.filters.Filter.And;
import com.scrydon.scim.language.filters.Filter.Comparison;
import com.scrydon.scim.language.filters.Filter.Not;
import com.scrydon.scim.language.filters.Filter.OneElement;
import com.scrydon.scim.language.filters.Filter.Or;
import com.scrydon.scim.language.filters.Filter.Present;
import com.scrydon.scim.language.filters.UnsupportedFilterException;

/** What a filter costs: a comparison one, one that other tables must be searched for as much as its search weighs. */
final class FilterWeight {

    private static final int MOST = 100;
    private static final SqlTerm NOTHING = new SqlTerm.Unassigned();

    private final SqlTerms terms;

    private FilterWeight(SqlTerms terms) {
        this.terms = terms;
    }

    /** Refuses a filter that costs too much. */
    static void check(Filter filter, SqlTerms terms) {
        if (new FilterWeight(terms).of(filter) > MOST) {
            throw new UnsupportedFilterException("The filter costs too much: at most " + MOST
                    + " comparisons, of which one of groups or members counts as " + SqlTerm.Rows.DERIVED);
        }
    }

    private int of(Filter filter) {
        return switch (filter) {
            case And(var left, var right) -> of(left) + of(right);
            case Or(var left, var right) -> of(left) + of(right);
            case Not(var inner) -> of(inner);
            case Comparison(var path, _, _) -> of(terms.term(path));
            case Present(var path) -> of(terms.term(path));
            case OneElement(var path, var condition) ->
                of(terms.term(path)) * new FilterWeight(_ -> NOTHING).of(condition);
        };
    }

    private static int of(SqlTerm term) {
        return term instanceof SqlTerm.Rows rows ? rows.weight() : 1;
    }
}
