package com.scrydon.scim.language.sql;

import com.scrydon.scim.language.filters.Filter;
import java.util.function.Function;

/**
 * Which resources have a row, among the elements of a multi-valued attribute, that satisfies a condition. It begins at the
 * rows and finds them once, whatever the number of resources: expressions of SQL that are never null.
 */
public interface RowSearch {

    /**
     * The search for any row that satisfies a condition.
     *
     * @param condition on a row
     * @param compiled the condition in SQL, over such terms
     */
    String any(Filter condition, Function<SqlTerms, String> compiled);

    /** Whether there is any row at all. */
    String present();
}
