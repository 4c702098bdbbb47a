package com.scrydon.scim.ingress.listing;

import com.scrydon.scim.ingress.filters.SqlCondition;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The rows of one type of resource, as lists read them.
 *
 * @param <R> of the rows
 */
public interface RowStore<R> {

    List<Listed<R>> page(UUID organisation, SqlPage page);

    /** Rows in all, whatever the page. */
    long count(UUID organisation, SqlCondition condition);

    /** The rows with these ids, as far as there are any, in no order. */
    List<R> findAll(UUID organisation, Collection<UUID> ids);
}
