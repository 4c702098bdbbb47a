package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.eventlog.lag.Positions;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Tells drift from what is only on its way. A difference counts if it is still there once all that was decided before the first look has gone the
 * whole way: out of the outbox, through planning, and, since planning makes tasks, once more through the consumers. While nobody knows how
 * far they are, nothing counts. In memory: whoever is killed in between begins anew.
 */
@Component
class SecondLook {

    /** Steps that are looked at again at a time; one pushed out begins anew. */
    private static final int MOST = 20;

    private final Map<UUID, Look> looks = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Look> eldest) {
            return size() > MOST;
        }
    };

    /** How far the facts that were there at the first look are. */
    private enum Way {
        IN_THE_OUTBOX, TO_BE_PLANNED, TO_BE_APPLIED
    }

    /**
     * One under way.
     *
     * @param position behind which account it looks
     * @param seen differences that were there at each look
     * @param since the first look
     * @param until where the consumers have to come
     */
    private record Look(UUID position, Set<Difference> seen, Instant since, Way way, Optional<Positions> until) {}

    /** What the way of facts looks like now: whether older ones wait in the outbox, and where consumers are, if anybody knows. */
    interface Traffic {

        boolean waitsInTheOutbox(UUID organisation, Instant decidedBefore);

        Optional<Positions> positions();
    }

    /**
     * Those of the differences behind the job's position that no traffic explains.
     *
     * @return empty as long as some may be on their way: look again in a while
     */
    synchronized Optional<List<Difference>> confirmed(Job job, List<Difference> differences, Instant now,
            Traffic traffic) {
        var before = looks.get(job.id());
        if (before == null || !before.position().equals(job.position())) {
            before = new Look(job.position(), new HashSet<>(differences), now, Way.IN_THE_OUTBOX, Optional.empty());
        }
        var seen = new HashSet<>(differences);
        seen.retainAll(before.seen());
        if (seen.isEmpty()) {
            looks.remove(job.id());
            return Optional.of(List.of());
        }
        var after = further(job, new Look(before.position(), seen, before.since(), before.way(), before.until()),
                traffic);
        if (after.isEmpty()) {
            looks.remove(job.id());
            return Optional.of(differences.stream().filter(seen::contains).toList());
        }
        looks.put(job.id(), after.get());
        return Optional.empty();
    }

    /** Empty once the way is gone. */
    private static Optional<Look> further(Job job, Look look, Traffic traffic) {
        var positions = traffic.positions().filter(known -> known.at().isAfter(look.since()));
        if (positions.isEmpty()) {
            return Optional.of(look);
        }
        return switch (look.way()) {
            case IN_THE_OUTBOX -> Optional.of(traffic.waitsInTheOutbox(job.organisationId(), look.since())
                    ? look
                    : towards(look, Way.TO_BE_PLANNED, positions));
            case TO_BE_PLANNED -> Optional.of(hasCome(look, positions.get())
                    ? towards(look, Way.TO_BE_APPLIED, positions)
                    : look);
            case TO_BE_APPLIED -> hasCome(look, positions.get()) ? Optional.empty() : Optional.of(look);
        };
    }

    private static Look towards(Look look, Way way, Optional<Positions> until) {
        return new Look(look.position(), look.seen(), look.since(), way, until);
    }

    private static boolean hasCome(Look look, Positions now) {
        return look.until().filter(until -> now.at().isAfter(until.at())).map(now::havePassed).orElse(false);
    }
}
