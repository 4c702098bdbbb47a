package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.ingress.scim.answers.Page;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidCount;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.InvalidValue;
import com.scrydon.scim.ingress.scim.problems.Verdict;

/** Which part of a list a request wants: by index (RFC 7644 §3.4.2.4) unless it names a cursor (RFC 9865). */
sealed interface Window {

    /** How many rows at most; 0 asks for the total alone. */
    int count();

    /** A page by index. */
    record ByIndex(Page page) implements Window {

        @Override
        public int count() {
            return page.count();
        }
    }

    /**
     * A page after a cursor.
     *
     * @param cursor as the client gave it; empty for the first page
     */
    record ByCursor(String cursor, int count) implements Window {}

    static Verdict<Window> of(ListParameters parameters) {
        var cursor = parameters.get("cursor");
        var startIndex = parameters.get("startIndex");
        var page = Page.of(startIndex, parameters.get("count"));
        if (cursor == null) {
            return page.map(ByIndex::new);
        }
        if (startIndex != null) {
            return Verdict.refuse(new InvalidValue("cursor and startIndex exclude each other"));
        }
        return page.fold(valid -> Verdict.of(new ByCursor(cursor, valid.count())),
                _ -> Verdict.refuse(new InvalidCount("count must be an integer")));
    }
}
