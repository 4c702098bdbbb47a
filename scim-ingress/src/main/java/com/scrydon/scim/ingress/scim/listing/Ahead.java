package com.scrydon.scim.ingress.scim.listing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is derived for one id after the other, read ahead for as many ids as stay within bounds: in one statement where there is little of
 * it, which is nearly always.
 *
 * @param <V> what is derived
 */
public final class Ahead<V> {

    private final List<UUID> ids;
    private final Function<List<UUID>, Optional<Map<UUID, V>>> read;
    private Map<UUID, V> ready = Map.of();
    private int from;
    private int until;
    private int next;

    /**
     * Reads nothing yet.
     *
     * @param ids in the order in which they will be asked for
     * @param read what is derived for some ids; empty if it is too much
     */
    public Ahead(List<UUID> ids, Function<List<UUID>, Optional<Map<UUID, V>>> read) {
        this.ids = List.copyOf(ids);
        this.read = read;
        this.next = ids.size();
    }

    /** What is derived for the next id, {@code nothing} if there is nothing; empty if it is too much even for it alone. */
    public Optional<V> next(V nothing) {
        if (from == until) {
            fill();
        }
        var id = ids.get(from++);
        if (until < from) {
            until = from;
            return Optional.empty();
        }
        return Optional.of(ready.getOrDefault(id, nothing));
    }

    /** For the id alone in the end; {@code until} stays where it is if that is too much too. */
    private void fill() {
        next = Math.min(next, ids.size() - from);
        for (; next > 0; next /= 2) {
            var found = read.apply(ids.subList(from, from + next));
            if (found.isPresent()) {
                ready = found.get();
                until = from + next;
                next *= 2;
                return;
            }
        }
        next = 1;
    }
}
