package com.scrydon.scim.eventlog.refusals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Refusals that wait to be written: the first 10 of a token and minute one by one, all others as exact counts of what is alike,
 * unauthenticated ones as counts only (R31). Holds a bounded number of entries whatever happens; nothing is lost from a count.
 */
public final class RefusalLedger {

    private static final int SINGLES_PER_MINUTE = 10;
    private static final int MOST_SINGLES = 1_000;
    private static final int MOST_SOURCES = 10_000;

    private final int mostCounts;
    private final Deque<Tally> singles = new ArrayDeque<>();
    private final Map<Alike, Tally> counts = new LinkedHashMap<>();
    private final Map<String, Integer> toldThisMinute = new HashMap<>();
    private long minute;

    /** @param mostCounts different counts; what is new beyond them is counted under "other sources" */
    RefusalLedger(int mostCounts) {
        this.mostCounts = mostCounts;
    }

    /** What makes refusals alike. */
    private record Alike(UUID organisation, String source, String method, String endpoint, int status,
            @Nullable String scimType) {

        static Alike of(Refusal refusal) {
            var request = refusal.request();
            return new Alike(refusal.organisation(), refusal.source(), Redaction.method(request.method()),
                    request.endpoint(), request.status(), request.scimType());
        }
    }

    /** Takes a refusal in; memory only, nobody waits. */
    public synchronized void note(Refusal refusal) {
        if (refusal.known() && singles.size() < MOST_SINGLES && isAmongFirst(refusal)) {
            singles.add(new Tally(refusal, 1, true));
        } else {
            count(new Tally(refusal, 1, false));
        }
    }

    private boolean isAmongFirst(Refusal refusal) {
        long now = TimeUnit.MILLISECONDS.toMinutes(refusal.context().occurredAt().toEpochMilli());
        if (now != minute) {
            minute = now;
            toldThisMinute.clear();
        }
        return (toldThisMinute.size() < MOST_SOURCES || toldThisMinute.containsKey(refusal.source()))
                && toldThisMinute.merge(refusal.source(), 1, Integer::sum) <= SINGLES_PER_MINUTE;
    }

    private void count(Tally tally) {
        var alike = Alike.of(tally.last());
        if (counts.containsKey(alike) || counts.size() < mostCounts) {
            counts.merge(alike, tally, Tally::plus);
        } else {
            // As many more as there are organisations with tokens, methods, endpoints and kinds of refusal: few.
            counts.merge(Alike.of(tally.last().ofOthers()), new Tally(tally.last().ofOthers(), tally.count(), false),
                    Tally::plus);
        }
    }

    /** Takes what is told singly, oldest first. */
    synchronized List<Tally> takeSingles(int most) {
        var taken = new ArrayList<Tally>();
        while (taken.size() < most && !singles.isEmpty()) {
            taken.add(singles.remove());
        }
        return taken;
    }

    /** Takes all counts. */
    synchronized List<Tally> takeCounts() {
        var taken = List.copyOf(counts.values());
        counts.clear();
        return taken;
    }

    /** Gives back what could not be written; singles may become counts for it. */
    synchronized void giveBack(List<Tally> unwritten) {
        for (var tally : unwritten) {
            if (tally.single() && singles.size() < MOST_SINGLES) {
                singles.add(tally);
            } else {
                count(tally);
            }
        }
    }
}
