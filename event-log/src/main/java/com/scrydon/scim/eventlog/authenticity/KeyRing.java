package com.scrydon.scim.eventlog.authenticity;

import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keys by id: one signs, all verify. Immutable; says nothing of its keys to anybody.
 *
 * @param signingId id of the key that signs
 */
public record KeyRing(String signingId, Map<String, FactKey> keys) {

    /** As long as what HMAC-SHA256 gives; shorter is weaker, longer is hashed to this. */
    static final int KEY_BYTES = 32;
    private static final int MOST_KEYS = 100;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,40}");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    public KeyRing {
        keys = Map.copyOf(keys);
        if (!keys.containsKey(signingId)) {
            throw new IllegalArgumentException("the signing key " + signingId + " is not in the ring");
        }
    }

    /**
     * Reads lines {@code id base64}; empty ones and those that begin with {@code #} say nothing. The first key signs.
     *
     * @throws IllegalArgumentException which names the line, and nothing of what it says
     */
    public static KeyRing parse(String text) {
        Map<String, FactKey> keys = new LinkedHashMap<>();
        var lines = text.lines().map(String::strip).toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isEmpty() && !lines.get(i).startsWith("#")) {
                add(keys, i + 1, lines.get(i));
            }
        }
        if (keys.isEmpty() || keys.size() > MOST_KEYS) {
            throw new IllegalArgumentException("there must be 1 to " + MOST_KEYS + " keys, not " + keys.size());
        }
        return new KeyRing(keys.keySet().iterator().next(), keys);
    }

    private static void add(Map<String, FactKey> keys, int line, String text) {
        var parts = List.of(BLANKS.split(text));
        if (parts.size() != 2 || !ID.matcher(parts.getFirst()).matches()) {
            throw new IllegalArgumentException(
                    "line " + line + " is not an id (" + ID + "), a blank and a key in base64");
        }
        var key = FactKey.of(bytes(line, parts.getLast()));
        if (keys.putIfAbsent(parts.getFirst(), key) != null || new HashSet<>(keys.values()).size() != keys.size()) {
            throw new IllegalArgumentException("line " + line + " has an id or a key that an earlier one has");
        }
    }

    private static byte[] bytes(int line, String base64) {
        try {
            var bytes = Base64.getDecoder().decode(base64);
            if (bytes.length == KEY_BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException _) {
            // Its message would quote the key.
        }
        throw new IllegalArgumentException("line " + line + " has no key of " + KEY_BYTES + " bytes in base64");
    }

    FactKey signing() {
        return key(signingId).orElseThrow();
    }

    Optional<FactKey> key(String id) {
        return Optional.ofNullable(keys.get(id));
    }

    @Override
    public String toString() {
        return "KeyRing[signs with " + signingId + ", knows " + keys.keySet().stream().sorted().toList() + "]";
    }
}
