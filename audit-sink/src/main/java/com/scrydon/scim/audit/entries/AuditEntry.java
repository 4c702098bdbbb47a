package com.scrydon.scim.audit.entries;

import com.scrydon.scim.facts.FactHeader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One audit record (R31).
 *
 * @param header who, when, through which request; the name of the record is the fact's type
 * @param outcome whether it was done
 * @param targets what it is about, the main target first
 * @param changes what changed; values are words, numbers, JSON nodes or lists of targets
 */
public record AuditEntry(FactHeader header, Outcome outcome, List<Target> targets, Changes changes) {

    public AuditEntry {
        targets = List.copyOf(targets);
    }

    static AuditEntry done(FactHeader header, List<Target> targets, Changes changes) {
        return new AuditEntry(header, Outcome.SUCCESS, targets, changes);
    }

    /** Ids and readable names of the targets in lower case, for searching. */
    public List<String> targetNames() {
        return targets.stream().flatMap(t -> Stream.of(t.id(), t.readable())).map(n -> n.toLowerCase(Locale.ROOT))
                .distinct().toList();
    }

    /** The same entry with names for targets that the fact gave by id only. */
    public AuditEntry named(Map<String, String> namesById) {
        return new AuditEntry(header, outcome, Naming.name(targets, namesById), Naming.name(changes, namesById));
    }
}
