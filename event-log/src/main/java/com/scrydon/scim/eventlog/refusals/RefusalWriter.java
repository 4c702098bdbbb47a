package com.scrydon.scim.eventlog.refusals;

import com.scrydon.scim.eventlog.outbox.Outbox;
import com.scrydon.scim.eventlog.outbox.PendingFact;
import com.scrydon.scim.facts.AccessFact;
import com.scrydon.scim.facts.Rejection;
import com.scrydon.scim.schemas.FactType;
import com.scrydon.scim.supervision.Repeated;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes refusals to the outbox: single ones every second, counts every ten. While Postgres is away or the write gate is closed
 * they wait in the ledger; a crash loses the last window (R31).
 */
class RefusalWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalWriter.class);
    private static final int BATCH = 100;
    private static final long SINGLES_MILLIS = 1_000;
    private static final long COUNTS_MILLIS = 10_000;

    private final RefusalLedger ledger;
    private final Outbox outbox;
    private final TransactionTemplate transaction;
    private final Counter dropped;

    RefusalWriter(RefusalLedger ledger, Outbox outbox, PlatformTransactionManager manager, MeterRegistry meters) {
        this.ledger = ledger;
        this.dropped = Counter.builder("scim.refusals.dropped")
                .description("Refusals whose fact cannot be written, whatever is tried").register(meters);
        this.outbox = outbox;
        this.transaction = new TransactionTemplate(manager);
    }

    @Repeated(value = "refusals", pauseMillis = SINGLES_MILLIS)
    void writeSingles() {
        for (var batch = ledger.takeSingles(BATCH); !batch.isEmpty(); batch = ledger.takeSingles(BATCH)) {
            if (!write(batch)) {
                return;
            }
        }
    }

    @Repeated(value = "refusal-counts", pauseMillis = COUNTS_MILLIS, firstMillis = COUNTS_MILLIS)
    void writeCounts() {
        var counts = ledger.takeCounts();
        if (!counts.isEmpty()) {
            write(counts);
        }
    }

    @Override
    public void close() {
        writeSingles();
        writeCounts();
    }

    /** Whether all were written that can be; if not, the others are in the ledger again. */
    private boolean write(List<Tally> tallies) {
        try {
            append(tallies);
            return true;
        } catch (RuntimeException e) {
            // One of them that can never be written must not hold up all others.
            return Failures.isTheFacts(e) ? writeOneByOne(tallies) : await(tallies, e);
        }
    }

    private boolean writeOneByOne(List<Tally> tallies) {
        int done = 0;
        try {
            for (var tally : tallies) {
                writeOrDrop(tally);
                done++;
            }
            return true;
        } catch (RuntimeException e) {
            return await(tallies.subList(done, tallies.size()), e);
        }
    }

    private void writeOrDrop(Tally tally) {
        try {
            append(List.of(tally));
        } catch (RuntimeException e) {
            if (!Failures.isTheFacts(e)) {
                throw e;
            }
            drop(tally, e);
        }
    }

    /** Says nothing of what the client sent. */
    private void drop(Tally tally, RuntimeException e) {
        LOG.error("a fact of {} refusals ({}) of organisation {} cannot be written and is dropped: {}", tally.count(),
                tally.last().request().status(), tally.last().organisation(), e.getClass().getName());
        dropped.increment((double) tally.count());
    }

    private boolean await(List<Tally> tallies, RuntimeException e) {
        LOG.warn("{} facts of refusals wait: {}", tallies.size(), e.toString());
        ledger.giveBack(tallies);
        return false;
    }

    private void append(List<Tally> tallies) {
        transaction.executeWithoutResult(_ -> outbox.append(tallies.getFirst().last().context(),
                tallies.stream().map(RefusalWriter::fact).toList()));
    }

    private static PendingFact fact(Tally tally) {
        var refusal = tally.last();
        var request = refusal.request();
        var rejection = Rejection.newBuilder().setMethod(Redaction.method(request.method()))
                .setPath(tally.single() ? Redaction.text(request.path()) : request.endpoint())
                .setStatus(request.status()).setScimType(request.scimType()).setDetail(Redaction.text(request.detail()))
                .setCount(tally.count()).build();
        return PendingFact.unordered(FactType.REQUEST_REJECTED, refusal.organisation(), refusal.source(),
                header -> AccessFact.newBuilder().setHeader(header).setSubject(refusal.source())
                        .setRejection(rejection).build())
                .inContext(refusal.context());
    }
}
