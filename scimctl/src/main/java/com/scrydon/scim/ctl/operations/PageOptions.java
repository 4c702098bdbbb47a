package com.scrydon.scim.ctl.operations;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Option;

/** Which page of a list, as options of every command that lists. */
final class PageOptions {

    @Option(names = "--count", defaultValue = "100", description = "At most so many (default 100, at most 1000).")
    private int count;

    @Option(names = "--cursor", defaultValue = "", description = "nextCursor of the page before.")
    private String cursor = "";

    /** As the query of a URL. */
    String query() {
        return "?count=" + count + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    }
}
