package com.scrydon.scim.ingress.changes.admission;

import com.scrydon.scim.ingress.door.requests.Origin;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.NoRoom;
import com.scrydon.scim.ingress.scim.problems.ScimProblem.TooManyRequests;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The one place where a change asks whether it may be. What a change does to others is told by its {@link Effect}; here stands which of the
 * things that can hold a change up are asked about that, and in which order: the rate limit of the token and back-pressure before it writes, caps
 * once it has written. A pause, or a guard against mass losses, belongs here too.
 *
 * <p>R4 stands here and nowhere else: a change that takes access away, or a part of which does, waits for neither rate limit nor back-pressure;
 * and what makes a number smaller is never refused for a cap.
 */
@Component
public class Admission {

    private final BackPressure pressure;
    private final Caps caps;

    Admission(BackPressure pressure, Caps caps) {
        this.pressure = pressure;
        this.caps = caps;
    }

    /**
     * Why the change may not be made now: 429 or 503, to be tried again. Asked once it is known what it would do, before facts are appended; needs
     * no transaction, and asks no store.
     */
    public Optional<NoRoom> refusal(Origin origin, Effect effect) {
        if (effect.takesAccessAway()) {
            return Optional.empty();
        }
        return origin.overLimit().isPresent()
                ? Optional.of(new TooManyRequests(origin.overLimit().getAsInt()))
                : pressure.refusal().map(NoRoom.class::cast);
    }

    /**
     * Counts what the change made and ended, after the rows are written: 507 if there is no room, and then the transaction must be undone. Its
     * counters are the last locks of all (docs/decisions/028-order-of-locks.md). What only ends is never refused.
     */
    public Optional<NoRoom> count(UUID organisation, Effect effect) {
        for (var kind : effect.made()) {
            var full = caps.take(organisation, kind);
            if (full.isPresent()) {
                return full;
            }
        }
        effect.ended().forEach(kind -> caps.giveBack(organisation, kind));
        return Optional.empty();
    }

    /** Most members of a group, in an organisation that has no such cap of its own. */
    public long mostMembers() {
        return caps.membersPerGroup();
    }

    /**
     * Why a group may not have the members that the change gives it: 507, and then the transaction must be undone. One that has more than it may have
     * by now can shrink, or stay as large as it is.
     *
     * @param withinCap whether it has as many as it may have, or less, after the change
     */
    public Optional<NoRoom> refusalOfMembers(Effect effect, boolean withinCap) {
        return withinCap || effect.growth() <= 0 ? Optional.empty() : Optional.of(caps.tooManyMembers());
    }
}
