package com.scrydon.scim.console.auditlogs;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * One line of what changed, for people.
 *
 * @param label what, as words
 * @param text its value, cut where it is long
 */
record ChangeLine(String label, String text) {

    private static final int MAX_ITEMS = 4;
    private static final int MAX_CHARACTERS = 160;

    static List<ChangeLine> of(JsonNode changes) {
        return changes.properties().stream().map(e -> new ChangeLine(words(e.getKey()), cut(readable(e.getValue()))))
                .toList();
    }

    private static String readable(JsonNode value) {
        if (value.has("from") && value.has("to")) {
            return readable(value.path("from")) + " → " + readable(value.path("to"));
        }
        if (value.has("display")) {
            return value.path("display").asString("");
        }
        if (value.isArray()) {
            return items(value);
        }
        if (value.isObject()) {
            return value.properties().stream().map(e -> words(e.getKey()) + ": " + readable(e.getValue()))
                    .collect(Collectors.joining(", "));
        }
        return value.isBoolean() ? (value.asBoolean() ? "yes" : "no") : value.asString("");
    }

    private static String items(JsonNode array) {
        var shown = StreamSupport.stream(array.spliterator(), false).limit(MAX_ITEMS).map(ChangeLine::readable)
                .collect(Collectors.joining(", "));
        return array.size() > MAX_ITEMS ? shown + " and " + (array.size() - MAX_ITEMS) + " more" : shown;
    }

    /** {@code accountsAdded} becomes {@code accounts added}. */
    private static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS) + "…";
    }
}
