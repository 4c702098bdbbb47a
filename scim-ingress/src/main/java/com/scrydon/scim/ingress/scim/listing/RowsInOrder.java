package com.scrydon.scim.ingress.scim.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The rows at some places, a chunk at a time. How many ids a chunk is asked for follows what the last one had room for, so that Postgres
 * looks at few rows that it does not give.
 *
 * @param <R> of the rows
 */
final class RowsInOrder<R> {

    private static final int MOST = 250;
    private static final int FIRST = 16;

    private final List<Listed<R>> places;
    private final Function<List<UUID>, Chunk<R>> read;
    private int at;
    private int next = FIRST;

    RowsInOrder(List<Listed<R>> places, Function<List<UUID>, Chunk<R>> read) {
        this.places = places;
        this.read = read;
    }

    /** The rows at the next places, in order, empty where one is gone; nothing at the end. */
    List<Optional<R>> next() {
        if (at == places.size()) {
            return List.of();
        }
        return places.get(at).row().isPresent() ? there() : read();
    }

    private List<Optional<R>> there() {
        var rows = places.subList(at, Math.min(places.size(), at + MOST)).stream().map(Listed::row)
                .takeWhile(Optional::isPresent).toList();
        at += rows.size();
        return rows;
    }

    private List<Optional<R>> read() {
        var ids = places.subList(at, Math.min(places.size(), at + next)).stream().map(Listed::id)
                .collect(Collectors.toCollection(ArrayList::new));
        var chunk = read.apply(ids);
        at += chunk.covered();
        next = Math.clamp(2L * chunk.covered(), 1, MOST);
        return ids.subList(0, chunk.covered()).stream().map(id -> found(chunk.rows(), id)).toList();
    }

    private static <R> Optional<R> found(Map<UUID, R> rows, UUID id) {
        return Optional.ofNullable(rows.get(id));
    }
}
