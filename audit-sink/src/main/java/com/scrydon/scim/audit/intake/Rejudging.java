package com.scrydon.scim.audit.intake;

import com.scrydon.scim.audit.judging.Judgement;
import com.scrydon.scim.audit.judging.ReadRecord;
import com.scrydon.scim.audit.judging.UntrueRecord;
import com.scrydon.scim.audit.judging.UntrueRecords;
import com.scrydon.scim.audit.judging.UntrueRecords.Kept;
import com.scrydon.scim.eventlog.authenticity.KeyRing;
import com.scrydon.scim.supervision.Repeated;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges again what is kept as untrue: all of it at the start and whenever the ring of keys has changed, and at any time what came by a
 * key that was unknown then and is known now. Facts that came while the ring lacked their key are facts all the same, and go into the
 * index now. What the intake of this or another sink judged by an older ring may be written long after the ring has changed here.
 */
final class Rejudging {

    private static final Logger LOG = LoggerFactory.getLogger(Rejudging.class);
    private static final long EVERY_MILLIS = 2_000;
    /** Each may have a megabyte. */
    private static final int PAGE = 20;

    private final Supplier<KeyRing> keys;
    private final Judgement judgement;
    private final UntrueRecords untrue;
    private final PartitionIndexing indexing;
    private final IntakeCounters counters;
    private @Nullable KeyRing judgedBy;

    Rejudging(Supplier<KeyRing> keys, Judgement judgement, UntrueRecords untrue, PartitionIndexing indexing,
            IntakeCounters counters) {
        this.keys = keys;
        this.judgement = judgement;
        this.untrue = untrue;
        this.indexing = indexing;
        this.counters = counters;
    }

    @Repeated(value = "audit-rejudging", pauseMillis = EVERY_MILLIS)
    void judgeAgain() {
        var ring = keys.get();
        Pages pages = ring.equals(judgedBy) ? untrue::unknownAfter : untrue::after;
        int found = 0;
        for (var page = pages.after(0, ring.keys().keySet(), PAGE); !page.isEmpty(); page = pages
                .after(page.getLast().id(), ring.keys().keySet(), PAGE)) {
            found += (int) page.stream().filter(this::isTrueNow).count();
        }
        judgedBy = ring;
        if (found > 0) {
            LOG.warn("{} records that were kept as untrue turned out to be facts and are in the index now", found);
        }
    }

    @FunctionalInterface
    private interface Pages {
        List<Kept> after(long id, Collection<String> keys, int count);
    }

    private boolean isTrueNow(Kept kept) {
        return switch (judgement.judge(kept.source())) {
            case ReadRecord fact -> {
                counters.admitted(admit(kept, fact));
                yield true;
            }
            case UntrueRecord still -> {
                untrue.explain(kept, still.reason());
                yield false;
            }
        };
    }

    private Added admit(Kept kept, ReadRecord fact) {
        try {
            return indexing.admit(kept, fact);
        } catch (RuntimeException e) {
            return indexing.admit(kept, fact.asUndecodable(DataFailures.cause(e).orElseThrow(() -> e)));
        }
    }
}
