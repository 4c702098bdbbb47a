package com.scrydon.scim.language.sql;

import com.scrydon.scim.language.filters.Filter;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * How an attribute looks in SQL. Expressions are made from the description of attributes and from constants, never from
 * a request.
 */
public sealed interface SqlTerm {

    /** A text; {@code caseExact} as RFC 7643 has it. */
    record Text(String expression, boolean caseExact, boolean nullable, Optional<Key> key) implements SqlTerm {

        public Text(String expression, boolean caseExact, boolean nullable) {
            this(expression, caseExact, nullable, Optional.empty());
        }
    }

    /**
     * What decides whether two texts are the same name (R14c), in a column that an index serves; it may be null.
     *
     * @param place SQL of the key of a value, {@code %s} in its place
     * @param of what is given for {@code %s}
     */
    record Key(String column, String place, UnaryOperator<String> of) {}

    /**
     * A text that is never null, where empty means none, in a form that a value gets before the two are compared. Parts of
     * it are searched for by {@code like}, so that an index of patterns serves a beginning.
     *
     * @param fold the form of a value
     */
    record Folded(String expression, UnaryOperator<String> fold) implements SqlTerm {}

    /**
     * An array of such texts, never null, of which any may satisfy a comparison. An index of its elements serves equality.
     *
     * @param fold the form of a value
     */
    record TextArray(String expression, UnaryOperator<String> fold) implements SqlTerm {}

    /**
     * A uuid that is never null, shown after a prefix: none for an id, the URL of its type for a reference.
     *
     * @param prefix as it is, not quoted
     */
    record Id(String expression, String prefix) implements SqlTerm {}

    /** A boolean; one that is absent counts as false (RFC 7643 §2.4). */
    record Flag(String expression) implements SqlTerm {}

    /** A timestamp that is never null. */
    record Moment(String expression) implements SqlTerm {}

    /** A complex value: it is there or not, and its sub-attributes are terms of their own. */
    record Complex(String expression) implements SqlTerm {}

    /**
     * A JSON array of the elements of a multi-valued attribute.
     *
     * @param parts of an element, which they find under the name {@link #ELEMENT}
     */
    record Elements(String array, SqlTerms parts) implements SqlTerm {

        /** An element in SQL, wherever elements are read one by one. */
        public static final String ELEMENT = "e.element";

        /** The elements as rows. */
        Rows rows() {
            return Rows.within("jsonb_array_elements(" + array + ") e (element)", "true", parts);
        }
    }

    /**
     * Elements of a multi-valued attribute that are rows.
     *
     * @param weight what a comparison with them costs, others costing one
     */
    record Rows(RowSearch search, int weight) implements SqlTerm {

        /** The weight of what must be searched for in other tables. */
        public static final int DERIVED = 5;

        /** Elements in the row of the resource itself. */
        public static Rows within(String source, String own, SqlTerms elements) {
            return new Rows(new RowSearch() {

                @Override
                public String any(Filter condition, Function<SqlTerms, String> compiled) {
                    return "exists (select from " + source + " where " + own + " and " + compiled.apply(elements)
                            + ")";
                }

                @Override
                public String present() {
                    return "exists (select from " + source + " where " + own + ")";
                }
            }, 1);
        }
    }

    /** An attribute that nobody knows, or that is never kept: it has no value. */
    record Unassigned() implements SqlTerm {}

    /** The text as a constant of SQL. */
    static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
