package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.ingress.scim.answers.StreamedBody;
import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.sql.SqlTerms;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;

/**
 * One type of resource as answers show it, one by one and in lists: written piece by piece, whatever its rows and what is derived from them
 * hold.
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

    /**
     * Writes resources.
     *
     * @param <R> of the rows
     */
    @FunctionalInterface
    protected interface RowWriter<R> {

        /** Writes the next of the rows that it was made for. */
        void write(R row, JsonGenerator json) throws IOException;
    }

    /** A writer of these rows, in this order; what they show beside their row is read for several at once. */
    protected abstract RowWriter<R> writer(UUID organisation, List<R> rows, Projection projection);

    /** The type's attributes in SQL, for its table under its alias. */
    public final SqlTerms terms() {
        return terms;
    }

    /** A ListResponse. */
    public final Verdict<StreamedBody> list(UUID organisation, ListQuery query) {
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
            public int write(List<Listed<R>> places, Projection projection, JsonGenerator json) throws IOException {
                var written = at(organisation, places, projection);
                int resources = 0;
                for (int i = 0; i < places.size(); i++) {
                    resources += written.writeNext(json) ? 1 : 0;
                }
                return resources;
            }
        });
    }

    /** The resources at these places, to be written in this order. */
    public final InOrder at(UUID organisation, List<Listed<R>> places, Projection projection) {
        var rows = new RowsInOrder<>(places, ids -> store.chunk(organisation, ids));
        return new InOrder() {

            private List<Optional<R>> chunk = List.of();
            private RowWriter<R> writer = (_, _) -> {};
            private int at;

            @Override
            public boolean writeNext(JsonGenerator json) throws IOException {
                if (at == chunk.size()) {
                    chunk = rows.next();
                    writer = writer(organisation, chunk.stream().flatMap(Optional::stream).toList(), projection);
                    at = 0;
                }
                var row = chunk.get(at++);
                if (row.isPresent()) {
                    writer.write(row.get(), json);
                }
                return row.isPresent();
            }
        };
    }

    /** Resources that are written one after the other. */
    public interface InOrder {

        /** Writes the resource at the next place; false if it was deleted meanwhile. */
        boolean writeNext(JsonGenerator json) throws IOException;
    }

    /** The resource of one row. */
    public final StreamedBody of(UUID organisation, R row, Projection projection) {
        return json -> writer(organisation, List.of(row), projection).write(row, json);
    }
}
