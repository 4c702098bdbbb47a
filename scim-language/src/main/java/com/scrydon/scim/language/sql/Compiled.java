package com.scrydon.scim.language.sql;

/** What came of a filter in SQL. */
public sealed interface Compiled {

    /** It can be searched by. */
    record Condition(SqlCondition condition) implements Compiled {}

    /** It cannot: something is compared in a way without a meaning, or the search costs too much. */
    record Refused(String detail) implements Compiled {}
}
