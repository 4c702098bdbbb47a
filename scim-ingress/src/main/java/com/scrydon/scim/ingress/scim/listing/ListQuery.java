package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.filters.Filters;
import com.scrydon.scim.ingress.scim.filters.SqlFilters;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.filters.Filter;
import com.scrydon.scim.language.sql.SqlCondition;
import com.scrydon.scim.language.sql.SqlTerms;
import java.util.Objects;
import java.util.Optional;

/**
 * What a request wants of a list.
 *
 * @param fingerprint of what a cursor belongs to: the filter and the order (RFC 9865: they stay the same)
 */
public record ListQuery(Optional<Filter> filter, Optional<Sort> sort, Window window, Projection projection,
        String fingerprint) {

    /** Alias of a union in its statement. */
    static final String UNION = "r";

    /** Reads the parameters. */
    public static Verdict<ListQuery> of(ListParameters parameters) {
        return parameters.projection()
                .then(projection -> Filters.optional(parameters.get("filter"))
                        .then(filter -> Sort.of(parameters.get("sortBy"), parameters.get("sortOrder"))
                                .then(sort -> Window.of(parameters).map(window -> new ListQuery(filter, sort, window,
                                        projection, fingerprint(parameters, sort))))));
    }

    private static String fingerprint(ListParameters parameters, Optional<Sort> sort) {
        return Objects.requireNonNullElse(parameters.get("filter"), "").strip() + "\n" + sort;
    }

    /** The page in SQL, for a table under this alias with the columns {@code created_at} and {@code id}. */
    Verdict<SqlPage> page(SqlTerms terms, String alias, Cursors cursors) {
        return SqlFilters.compile(filter, terms)
                .then(condition -> page(condition, SortKey.of(sort, terms), alias, cursors));
    }

    /** The page of a union of several tables, whose filters and keys are in SQL already. */
    Verdict<SqlPage> pageOfUnion(Cursors cursors) {
        var key = sort.map(wanted -> new SortKey(UNION + ".sort_key", "text", wanted.descending()))
                .orElse(SortKey.NONE);
        return page(SqlCondition.ALL, key, UNION, cursors);
    }

    /** What a table under this alias contributes to a union; parameters are named after the alias. */
    public Verdict<SqlPart> part(SqlTerms terms, String alias) {
        return SqlFilters.compile(filter, terms).map(condition -> new SqlPart(condition.withPrefix(alias),
                SortKey.of(sort, terms).asText().expression()));
    }

    private Verdict<SqlPage> page(SqlCondition condition, SortKey key, String alias, Cursors cursors) {
        var selected = key.asText().expression();
        return switch (window) {
            case Window.ByIndex(var page) -> Verdict.of(new SqlPage(condition, selected, SqlCondition.ALL,
                    order(key, alias), page.offset(), page.count()));
            case Window.ByCursor(var cursor, var count) -> after(cursor, key, alias, cursors).map(after -> new SqlPage(
                    condition, selected, after, order(key, alias), 0, count == 0 ? 0 : count + 1));
        };
    }

    private Verdict<SqlCondition> after(String cursor, SortKey key, String alias, Cursors cursors) {
        return cursor.isEmpty()
                ? Verdict.of(SqlCondition.ALL)
                : cursors.read(cursor, bound(alias)).then(position -> position.sortKey().map(key::takes).orElse(true)
                        ? Verdict.of(After.of(position, key, alias))
                        : Cursors.invalid());
    }

    private static String order(SortKey key, String alias) {
        var total = alias + ".created_at, " + alias + ".id";
        return key.equals(SortKey.NONE) ? total : key.expression() + " " + key.direction() + ", " + total;
    }

    /** The fingerprint with the table, so that a cursor of Users is none of Groups. */
    String bound(String alias) {
        return alias + "\n" + fingerprint;
    }
}
