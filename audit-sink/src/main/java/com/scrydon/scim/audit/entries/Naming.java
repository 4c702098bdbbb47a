package com.scrydon.scim.audit.entries;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Readable names for targets that a fact gives by id only: membership facts hold no e-mail, member lists no names. */
public final class Naming {

    /** Of a long list only the first members get names; the others keep their ids. */
    static final int NAMED_PER_LIST = 100;

    private Naming() {}

    /** Targets of the kind that need a name. */
    public static Stream<String> unnamed(AuditEntry entry, Kind kind) {
        var lists = Stream.concat(Stream.of(entry.targets()), entry.changes().values().values().stream());
        return lists.flatMap(Naming::firstTargets).filter(t -> t.kind() == kind && t.display().isEmpty())
                .map(Target::id);
    }

    private static Stream<Target> firstTargets(Object value) {
        return value instanceof Collection<?> items
                ? items.stream().limit(NAMED_PER_LIST).filter(Target.class::isInstance).map(Target.class::cast)
                : Stream.empty();
    }

    static List<Target> name(List<Target> targets, Map<String, String> names) {
        return targets.stream().map(t -> name(t, names)).toList();
    }

    static Changes name(Changes changes, Map<String, String> names) {
        var named = new LinkedHashMap<String, Object>();
        changes.values().forEach((key, value) -> named.put(key, nameAny(value, names)));
        return new Changes(named);
    }

    private static Object nameAny(Object value, Map<String, String> names) {
        return value instanceof Collection<?> items
                ? items.stream().map(item -> item instanceof Target target ? name(target, names) : item).toList()
                : value;
    }

    private static Target name(Target target, Map<String, String> names) {
        return target.display().isPresent()
                ? target
                : new Target(target.kind(), target.id(), Optional.ofNullable(names.get(target.id())));
    }
}
