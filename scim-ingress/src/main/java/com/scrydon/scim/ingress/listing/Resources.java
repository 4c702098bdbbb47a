package com.scrydon.scim.ingress.listing;

import com.scrydon.scim.ingress.attributes.Projection;
import com.scrydon.scim.ingress.filters.SqlTerms;
import com.scrydon.scim.ingress.wire.Verdict;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.node.ObjectNode;

/**
 * One type of resource as answers show it, one by one and in lists.
 *
 * @param <R> of the rows
 */
public abstract class Resources<R> {

    private final Listing listing;
    private final RowStore<R> store;
    private final SqlTerms terms;
    private final String alias;

    /** @param alias of the type's table in the statements of the store */
    protected Resources(Listing listing, RowStore<R> store, SqlTerms terms, String alias) {
        this.listing = listing;
        this.store = store;
        this.terms = terms;
        this.alias = alias;
    }

    /** The resources of these rows, in their order; what they show beside their row is one query for all of them. */
    protected abstract List<ObjectNode> of(UUID organisation, List<R> rows, Projection projection);

    protected abstract UUID id(R row);

    /** The type's attributes in SQL, for its table under its alias. */
    public final SqlTerms terms() {
        return terms;
    }

    /** A ListResponse. */
    public final Verdict<ObjectNode> list(UUID organisation, ListQuery query) {
        return listing.answer(query, terms, alias, new Listing.Source<R>() {

            @Override
            public List<Listed<R>> page(SqlPage page) {
                return store.page(organisation, page);
            }

            @Override
            public long count(SqlPage page) {
                return store.count(organisation, page.condition());
            }

            @Override
            public List<ObjectNode> resources(List<R> rows, Projection projection) {
                return of(organisation, rows, projection);
            }
        });
    }

    /** The resources with these ids, as far as there are any. */
    public final Map<UUID, ObjectNode> byId(UUID organisation, Collection<UUID> ids, Projection projection) {
        var rows = store.findAll(organisation, ids);
        var resources = of(organisation, rows, projection);
        var byId = new HashMap<UUID, ObjectNode>();
        for (int i = 0; i < rows.size(); i++) {
            byId.put(id(rows.get(i)), resources.get(i));
        }
        return byId;
    }

    /** The resource of one row. */
    public final ObjectNode of(UUID organisation, R row, Projection projection) {
        return of(organisation, List.of(row), projection).getFirst();
    }
}
