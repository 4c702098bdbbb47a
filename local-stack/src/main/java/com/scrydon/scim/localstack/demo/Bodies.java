package com.scrydon.scim.localstack.demo;

import com.scrydon.scim.schemas.ScimUrns;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The bodies that Okta sends. */
public final class Bodies {

    private Bodies() {}

    public static Map<String, Object> user(String email, String givenName, String familyName, String externalId) {
        return Map.of("schemas", List.of(ScimUrns.USER), "userName", email,
                "name", Map.of("givenName", givenName, "familyName", familyName),
                "emails", List.of(Map.of("primary", true, "value", email, "type", "work")),
                "displayName", givenName + " " + familyName, "locale", "en-US", "externalId", externalId,
                "groups", List.of(), "password", "not-kept-1A", "active", true);
    }

    public static Map<String, Object> group(String displayName, String... members) {
        return Map.of("schemas", List.of(ScimUrns.GROUP), "displayName", displayName, "members", values(members));
    }

    /** As Okta patches: an object without a path. */
    public static Map<String, Object> replace(Map<String, Object> value) {
        return patch(Map.of("op", "replace", "value", value));
    }

    public static Map<String, Object> replace(String path, Object value) {
        return patch(Map.of("op", "replace", "path", path, "value", value));
    }

    public static Map<String, Object> addMembers(String... members) {
        return patch(Map.of("op", "add", "path", "members", "value", values(members)));
    }

    private static Map<String, Object> patch(Map<String, Object> operation) {
        return Map.of("schemas", List.of(ScimUrns.PATCH_OP), "Operations", List.of(operation));
    }

    private static List<Map<String, String>> values(String... members) {
        return Arrays.stream(members).map(member -> Map.of("value", member)).toList();
    }
}
