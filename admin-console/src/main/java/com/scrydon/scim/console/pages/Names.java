package com.scrydon.scim.console.pages;

import org.jspecify.annotations.Nullable;

/** What a person is called on a page. */
public final class Names {

    private Names() {}

    /** The best name there is. */
    public static String readable(@Nullable String displayName, String email) {
        return displayName == null || displayName.isBlank() ? email : displayName;
    }
}
