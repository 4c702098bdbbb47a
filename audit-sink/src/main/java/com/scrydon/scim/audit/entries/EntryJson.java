package com.scrydon.scim.audit.entries;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Targets and changes as the JSON that is stored and answered. */
public final class EntryJson {

    private static final JsonMapper JSON = JsonMapper.shared();

    private EntryJson() {}

    /** An array of {@code {"kind","id","display"}}. */
    public static String targets(AuditEntry entry) {
        return JSON.writeValueAsString(plain(entry.targets()));
    }

    /** An object; targets in it have the same form. */
    public static String changes(AuditEntry entry) {
        return JSON.writeValueAsString(plain(entry.changes().values()));
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Target t -> ordered(t);
            case String text -> storable(text);
            case Collection<?> items -> items.stream().map(EntryJson::plain).toList();
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((k, v) -> copy.put(String.valueOf(k), plain(v)));
                yield copy;
            }
            default -> value;
        };
    }

    /** Postgres stores no NUL, not even in JSON. */
    private static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    private static Map<String, String> ordered(Target target) {
        var map = new LinkedHashMap<String, String>();
        map.put("kind", target.kind().word());
        map.put("id", storable(target.id()));
        map.put("display", storable(target.readable()));
        return map;
    }
}
