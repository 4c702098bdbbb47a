package com.scrydon.scim.testkit.configuration;

import java.util.Optional;

/**
 * One key of a service.
 *
 * @param name as it is written, with {@code .*} where names of the caller's choice follow
 * @param type in words
 * @param standard what holds where the key is not given, if anything does
 * @param required whether the service does not start without it
 * @param bounds least and greatest value, in words; empty: none
 * @param sentence what it is for
 * @param owner module and class that read it
 */
record Key(String name, String type, Optional<String> standard, boolean required, String bounds, String sentence,
        String owner) {

    private static final String MANY = ".*";

    Key withStandard(String other) {
        return new Key(name, type, Optional.of(other), false, bounds, sentence, owner);
    }

    boolean covers(String given) {
        return isMany(name) ? given.startsWith(name.substring(0, name.length() - 1)) : given.equals(name);
    }

    static boolean isMany(String name) {
        return name.endsWith(MANY);
    }

    String row() {
        var without = required ? "must be given" : standard.map(value -> "`" + value + "`").orElse("–");
        return "| `%s` | %s | %s | %s | %s | %s |".formatted(name, type, without, bounds.isEmpty() ? "–" : bounds,
                sentence.replace("|", "\\|"), owner);
    }
}
