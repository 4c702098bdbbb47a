package com.scrydon.scim.ingress.scim.listing;

import java.util.Map;
import java.util.UUID;

/**
 * The rows of the first of some ids, as many as are not too large together.
 *
 * @param rows by id; those that are gone are missing
 * @param covered how many of the ids they are the rows of, 1 or more
 */
public record Chunk<R>(Map<UUID, R> rows, int covered) {

    /** How many bytes of documents a chunk has at most, its last row aside, which has a quarter of a MiB at most itself. */
    public static final int BYTES = 256 * 1024;

    public Chunk {
        rows = Map.copyOf(rows);
    }
}
