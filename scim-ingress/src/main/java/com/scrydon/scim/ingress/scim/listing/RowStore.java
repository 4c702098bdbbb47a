package com.scrydon.scim.ingress.scim.listing;

import com.scrydon.scim.language.sql.SqlCondition;
import java.util.List;
import java.util.UUID;

/**
 * The rows of one type of resource, as lists read them.
 *
 * @param <R> of the rows
 */
public interface RowStore<R> {

    /** The places of a page, the first of them with their rows, as far as these are not too large together. */
    List<Listed<R>> page(UUID organisation, SqlPage page);

    /** Rows in all, whatever the page. */
    long count(UUID organisation, SqlCondition condition);

    /** The rows with these ids, at least that of the first. */
    Chunk<R> chunk(UUID organisation, List<UUID> ids);
}
