package com.scrydon.scim.ingress.listing;

import com.scrydon.scim.ingress.attributes.Projection;
import com.scrydon.scim.ingress.filters.SqlTerms;
import com.scrydon.scim.ingress.wire.ScimJson;
import com.scrydon.scim.ingress.wire.ScimUrns;
import com.scrydon.scim.ingress.wire.Verdict;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** Answers lists: reads one page, counts only if the page does not tell, and never loads what it does not return. */
@Component
public final class Listing {

    private final Cursors cursors;
    private final ValuePlans plans;

    Listing(Cursors cursors, ValuePlans plans) {
        this.cursors = cursors;
        this.plans = plans;
    }

    /**
     * Where the rows of a list come from.
     *
     * @param <R> of the rows
     */
    public interface Source<R> {

        List<Listed<R>> page(SqlPage page);

        /** Rows in all, whatever the page. */
        long count(SqlPage page);

        List<ObjectNode> resources(List<R> rows, Projection projection);
    }

    /** The ListResponse, or why there is none. */
    public <R> Verdict<ObjectNode> answer(ListQuery query, SqlTerms terms, String alias, Source<R> source) {
        return query.page(terms, alias, cursors).map(page -> answer(query, page, alias, source));
    }

    /** The ListResponse over a union of several types, whose parts the source has made. */
    public <R> Verdict<ObjectNode> answer(ListQuery query, Source<R> union) {
        return query.pageOfUnion(cursors).map(page -> answer(query, page, ListQuery.UNION, union));
    }

    private <R> ObjectNode answer(ListQuery query, SqlPage page, String alias, Source<R> source) {
        var read = page.limit() == 0 ? List.<Listed<R>>of() : plans.planned(page.condition(), () -> source.page(page));
        int count = query.window().count();
        var shown = read.size() > count ? read.subList(0, count) : read;
        var body = ScimJson.object();
        body.putArray("schemas").add(ScimUrns.LIST_RESPONSE);
        body.put("totalResults", total(query, page, read, source));
        switch (query.window()) {
            case Window.ByIndex(var index) -> body.put("startIndex", index.startIndex());
            case Window.ByCursor _ -> {
                if (read.size() > shown.size()) {
                    body.put("nextCursor", cursors.write(shown.getLast().position(), query.bound(alias)));
                }
            }
        }
        body.put("itemsPerPage", shown.size());
        body.putArray("Resources")
                .addAll(source.resources(shown.stream().map(Listed::row).toList(), query.projection()));
        return body;
    }

    /** A page that is not full says itself how many there are, which saves the count of every probe. */
    private <R> long total(ListQuery query, SqlPage page, List<Listed<R>> read, Source<R> source) {
        boolean first = page.offset() == 0 && page.after().parameters().isEmpty();
        boolean last = read.size() < page.limit() && (first || !read.isEmpty());
        boolean tells = last && switch (query.window()) {
            case Window.ByIndex _ -> true;
            case Window.ByCursor _ -> first;
        };
        return tells ? page.offset() + read.size() : plans.planned(page.condition(), () -> source.count(page));
    }
}
