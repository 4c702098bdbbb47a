package com.scrydon.scim.console.pages;

import org.jspecify.annotations.Nullable;

/** What a field of a page or its address says. */
public final class Given {

    private Given() {}

    /** Null for a field that is empty, which the APIs are then not asked for. */
    public static @Nullable String of(String field) {
        return field.isBlank() ? null : field.strip();
    }
}
