package com.scrydon.scim.language.texts;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids of resources as they come in paths and member lists. */
public final class ResourceId {

    private static final Pattern UUID_TEXT = Pattern
            .compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private ResourceId() {}

    /** The id; empty for a text that cannot be one, and so names nothing. */
    public static Optional<UUID> parse(String text) {
        return UUID_TEXT.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }
}
