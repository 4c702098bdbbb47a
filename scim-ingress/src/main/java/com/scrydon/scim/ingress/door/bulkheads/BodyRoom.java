package com.scrydon.scim.ingress.door.bulkheads;

import com.scrydon.scim.ingress.door.bodies.Bodies;
import com.scrydon.scim.ingress.scim.answers.HttpProperties;
import com.scrydon.scim.servicekit.shares.Need;
import com.scrydon.scim.servicekit.shares.Shares;
import com.scrydon.scim.servicekit.shares.Work;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What bodies may take, in KiB. While one arrives it takes memory, then disk, as its bytes really come, and waits for nobody; who has used
 * up its quarter of either is refused. Only a body that is there as a whole waits to be worked on, which takes many times its size and
 * no client can draw out. Those of up to 1 MiB are as urgent as a removal of access, for each may be one; larger ones never get the reserve.
 */
@Component
final class BodyRoom implements Bodies {

    private static final int UNIT_BYTES = 1024;
    private static final long DISK_BYTES = 1L << 30;
    /** As text, tree and rows a body takes some ten times its bytes. */
    private static final long HEAP_SHARE = 16;
    private static final int RESERVE = 1024;
    private static final int LARGE = 1024;
    private static final int LEAST = 4 * RESERVE;
    private static final int MOST_WAITING = 64;

    private final Shares arriving;
    private final Shares disk;
    private final Shares working;
    private final Duration patience;

    BodyRoom(HttpProperties properties, MeterRegistry meters) {
        long bytes = properties.bodyMemoryBytes() > 0
                ? properties.bodyMemoryBytes()
                : Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        int units = Math.toIntExact(Math.max(bytes / UNIT_BYTES, LEAST));
        this.arriving = new Shares(units / 2, 0, 0);
        this.disk = new Shares(Math.toIntExact(DISK_BYTES / UNIT_BYTES), 0, 0);
        this.working = new Shares(units, RESERVE, MOST_WAITING);
        // Longer than a client may take to send a body, so that whoever waits sees the others end first.
        this.patience = properties.bodyPatience().plusSeconds(10);
        gauge(meters, "arriving", arriving);
        gauge(meters, "disk", disk);
        gauge(meters, "working", working);
    }

    private static void gauge(MeterRegistry meters, String what, Shares shares) {
        Gauge.builder("scim.bodies.held", shares, s -> (double) s.used() * UNIT_BYTES).tag("phase", what)
                .baseUnit("bytes")
                .description("What bodies take: in memory or on disk while they arrive, and while they are worked on")
                .strongReference(true).register(meters);
    }

    @Override
    public Optional<Shares.Share> memory(int bytes) {
        return arriving.take(owner(), units(bytes), Need.SLOW, Duration.ZERO);
    }

    @Override
    public Optional<Shares.Share> disk(int bytes) {
        return disk.take(owner(), units(bytes), Need.SLOW, Duration.ZERO);
    }

    @Override
    public Optional<Shares.Share> work(int bytes) {
        int units = units(bytes);
        return working.take(owner(), units, units > LARGE ? Need.SHORT : Need.REMOVAL, patience);
    }

    private static Object owner() {
        return Work.running().map(Work::owner).orElse(Work.STRANGERS);
    }

    private static int units(int bytes) {
        return Math.ceilDiv(bytes, UNIT_BYTES);
    }
}
