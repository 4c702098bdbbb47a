package com.scrydon.scim.audit.entries;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that a fact is about.
 *
 * @param kind what it is
 * @param id its id
 * @param display its readable name at that time; empty where the fact tells only the id
 */
public record Target(Kind kind, String id, Optional<String> display) {

    static Target named(Kind kind, UUID id, String display) {
        return new Target(kind, id.toString(), Optional.of(display).filter(d -> !d.isBlank()));
    }

    static List<Target> unnamed(Kind kind, Collection<UUID> ids) {
        return ids.stream().map(id -> new Target(kind, id.toString(), Optional.empty())).toList();
    }

    /** The readable name, else the id. */
    String readable() {
        return display.orElse(id);
    }
}
