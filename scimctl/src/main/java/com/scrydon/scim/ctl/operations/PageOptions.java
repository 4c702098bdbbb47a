package com.scrydon.scim.ctl.operations;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which page of a list, as options of every command that lists. */
final class PageOptions {

    @Option(names = "--count", defaultValue = "100", description = "At most so many (default 100, at most 1000).")
    private int count;

    @Option(names = "--cursor", defaultValue = "", description = "nextCursor of the page before.")
    private String cursor = "";

    int count() {
        return count;
    }

    /** Null for the first page. */
    @Nullable
    String cursor() {
        return cursor.isBlank() ? null : cursor;
    }
}
