package com.scrydon.scim.testkit.configuration;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code docs/configuration.md}: people write what stands around, each service's tests its own tables. */
public final class ConfigurationPage {

    public static final List<String> SERVICES = List.of("scim-ingress", "provisioning-worker", "audit-sink",
            "admin-console");
    private static final Path FILE = Repository.file("docs/configuration.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(scim\\.[^`]+)` \\| .*? \\| (`([^`]*)`|[^`|]*) \\| ");

    private final String service;

    public ConfigurationPage(String service) {
        this.service = service;
    }

    /** Every key of the service, {@code .*} at the end of those that others follow, with its default, if there is one. */
    public Map<String, Optional<String>> keys() {
        var keys = new TreeMap<String, Optional<String>>();
        rows().forEach(row -> keys.put(row.group(1), Optional.ofNullable(row.group(3))));
        return keys;
    }

    /** Whether the service reads such a key. */
    public boolean knows(String key) {
        return keys().keySet().stream().anyMatch(
                name -> Key.isMany(name) ? key.startsWith(name.substring(0, name.length() - 1)) : name.equals(key));
    }

    private Stream<MatchResult> rows() {
        return ROW.matcher(tables()).results();
    }

    String tables() {
        var text = Repository.read(FILE);
        return text.substring(from(text), to(text));
    }

    void renew(String tables) {
        var text = Repository.read(FILE);
        Repository.write(FILE, text.substring(0, from(text)) + tables + text.substring(to(text)));
    }

    private int from(String text) {
        return after(text, "<!-- " + service + ": made from the code -->\n");
    }

    private int to(String text) {
        int end = text.indexOf("<!-- end of " + service + " -->", from(text));
        if (end < 0) {
            throw new IllegalStateException(FILE + " has no end of the tables of " + service);
        }
        return end;
    }

    private static int after(String text, String mark) {
        int begin = text.indexOf(mark);
        if (begin < 0) {
            throw new IllegalStateException(FILE + " lacks the line " + mark.strip());
        }
        return begin + mark.length();
    }
}
