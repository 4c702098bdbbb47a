package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.eventlog.failures.StoreFailure;
import com.scrydon.scim.ingress.scim.answers.StreamedBody;
import com.scrydon.scim.ingress.scim.attributes.Projection;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooMany;
import com.scrydon.scim.ingress.scim.problems.Verdict;
import com.scrydon.scim.language.sql.SqlTerms;
import com.scrydon.scim.schemas.ScimUrns;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonGenerator;

/** Answers lists: reads one page, counts only if the page does not tell, and never loads what it does not return. */
@Component
public final class Listing {

    private static final String ITEMS = "itemsPerPage";

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

        /** Whether all resources at these places are going to be written, since none can be deleted before. */
        default boolean isCertain(List<Listed<R>> places) {
            return places.stream().allMatch(place -> place.row().isPresent());
        }

        /** Writes the resources at these places; answers how many, for some may be deleted meanwhile. */
        int write(List<Listed<R>> places, Projection projection, JsonGenerator json) throws IOException;
    }

    /** The ListResponse, or why there is none. */
    public <R> Verdict<StreamedBody> answer(ListQuery query, SqlTerms terms, String alias, Source<R> source) {
        return query.page(terms, alias, cursors).then(page -> answered(query, page, alias, source));
    }

    /** The ListResponse over a union of several types, whose parts the source has made. */
    public <R> Verdict<StreamedBody> answer(ListQuery query, Source<R> union) {
        return query.pageOfUnion(cursors).then(page -> answered(query, page, ListQuery.UNION, union));
    }

    /** What takes too long is the fault of who asked for it, unless it is a plain list: then the store is busy, and it is a 503. */
    private <R> Verdict<StreamedBody> answered(ListQuery query, SqlPage page, String alias, Source<R> source) {
        try {
            return Verdict.of(answer(query, page, alias, source));
        } catch (DataAccessException e) {
            boolean asksMuch = query.filter().isPresent() || query.sort().isPresent();
            if (!asksMuch || !(StoreFailure.of(e) instanceof StoreFailure.TooSlow)) {
                throw e;
            }
            return Verdict.refuse(new TooMany("The filter or sort order takes too long to work out; ask for less"));
        }
    }

    /** Which resources are on the page is decided here, in one statement; the resources follow while they are written. */
    private <R> StreamedBody answer(ListQuery query, SqlPage page, String alias, Source<R> source) {
        var read = page.limit() == 0 ? List.<Listed<R>>of() : plans.planned(page.condition(), () -> source.page(page));
        int count = query.window().count();
        var shown = read.size() > count ? read.subList(0, count) : read;
        long total = total(query, page, read, source);
        var cursor = read.size() > shown.size() && query.window() instanceof Window.ByCursor
                ? Optional.of(cursors.write(shown.getLast().position(), query.bound(alias)))
                : Optional.<String>empty();
        return json -> {
            json.writeStartObject();
            json.writeArrayPropertyStart("schemas").writeString(ScimUrns.LIST_RESPONSE).writeEndArray();
            json.writeNumberProperty("totalResults", total);
            if (query.window() instanceof Window.ByIndex(var index)) {
                json.writeNumberProperty("startIndex", index.startIndex());
            }
            boolean certain = source.isCertain(shown);
            if (certain) {
                json.writeNumberProperty(ITEMS, shown.size());
            }
            json.writeArrayPropertyStart("Resources");
            int written = source.write(shown, query.projection(), json);
            json.writeEndArray();
            if (!certain) {
                json.writeNumberProperty(ITEMS, written);
            }
            cursor.ifPresent(next -> json.writeStringProperty("nextCursor", next));
            json.writeEndObject();
        };
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
