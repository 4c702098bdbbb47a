package com.scrydon.scim.ingress.changes.admission;

import com.scrydon.scim.ingress.scim.problems.ScimProblem.CapReached;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NoRoom;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Holds the caps of organisations (R5, docs/decisions/012-caps.md). Asked inside the transaction of the change, after the rows
 * it adds or ends were written: cap counters are the last locks of all (docs/decisions/028-order-of-locks.md). A rollback
 * gives back what was taken.
 */
@Component
class Caps {

    private final UsageStore store;
    private final CapProperties caps;
    private final MeterRegistry meters;

    Caps(UsageStore store, CapProperties caps, MeterRegistry meters) {
        this.store = store;
        this.caps = caps;
        this.meters = meters;
    }

    /** Counts one that was added; refused if the organisation had as many as it may have: the transaction must be undone. */
    Optional<NoRoom> take(UUID organisation, CapKind kind) {
        return store.takeFree(organisation, kind, cap(kind)) || takeInLine(organisation, kind)
                ? Optional.empty()
                : Optional.of(refused(kind.wireName(), "The organisation has as many " + kind.wireName()
                        + " as it may have: " + store.cap(organisation, kind, cap(kind))));
    }

    /** Counts one less. */
    void giveBack(UUID organisation, CapKind kind) {
        if (store.giveFree(organisation, kind)) {
            return;
        }
        store.standInLine(organisation, kind);
        long total = total(organisation, kind, -1);
        store.spread(organisation, kind, total, store.cap(organisation, kind, cap(kind)));
    }

    /** Waits for everybody who is counting, sees the whole, and spreads it anew so that the next find free shards. */
    private boolean takeInLine(UUID organisation, CapKind kind) {
        store.standInLine(organisation, kind);
        long total = total(organisation, kind, 1);
        long most = store.cap(organisation, kind, cap(kind));
        if (total > most) {
            return false;
        }
        store.spread(organisation, kind, total, most);
        return true;
    }

    /** How many there are with the change of the running transaction, which a count from the tables sees by itself. */
    private long total(UUID organisation, CapKind kind, int change) {
        var used = store.lockAll(organisation, kind);
        return used.isEmpty()
                ? store.countAnew(organisation, kind)
                : used.stream().mapToLong(Long::longValue).sum() + change;
    }

    /** The cap of members of a group in an organisation that has none of its own. */
    long membersPerGroup() {
        return caps.membersPerGroup();
    }

    /** Says that a group would have too many members. */
    NoRoom tooManyMembers() {
        return refused("members", "The group would have more members than a group may have");
    }

    private NoRoom refused(String kind, String detail) {
        meters.counter("scim.caps.refused", "kind", kind).increment();
        return new CapReached(detail);
    }

    private long cap(CapKind kind) {
        return switch (kind) {
            case USERS -> caps.users();
            case GROUPS -> caps.groups();
            case TEAMS -> caps.teams();
        };
    }
}
