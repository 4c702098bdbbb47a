package com.scrydon.scim.eventlog.authenticity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ring as its file says now: read again, when it is used, at most once a second, so that keys are rotated without a
 * restart. A file that cannot be read or says nothing sensible changes nothing: the keys that were there stay.
 */
public final class FactKeys implements Supplier<KeyRing> {

    static final Duration READ_AGAIN_AFTER = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(FactKeys.class);
    private static final long MOST_BYTES = 64 * 1024;

    private final Path file;
    private final LongSupplier nanoTime;
    private final AtomicLong readAt;
    private volatile Known known;
    private volatile @Nullable String problem;

    private record Known(String text, KeyRing ring) {}

    /** @throws IllegalArgumentException which names the file, if there is no ring in it */
    public FactKeys(Path file) {
        this(file, System::nanoTime);
    }

    FactKeys(Path file, LongSupplier nanoTime) {
        this.file = file;
        this.nanoTime = nanoTime;
        this.readAt = new AtomicLong(nanoTime.getAsLong());
        try {
            this.known = read();
        } catch (IOException | IllegalArgumentException e) {
            throw new IllegalArgumentException(unusable(e), e);
        }
        LOG.info("facts are signed and verified with the keys of {}: {}", file, known.ring);
    }

    @Override
    public KeyRing get() {
        long last = readAt.get();
        long now = nanoTime.getAsLong();
        if (now - last >= READ_AGAIN_AFTER.toNanos() && readAt.compareAndSet(last, now)) {
            readAgain();
        }
        return known.ring;
    }

    /** Why the file cannot be used as it is now; empty if it can. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    private void readAgain() {
        try {
            var read = read();
            if (!read.text.equals(known.text)) {
                known = read;
                LOG.info("the keys of facts have changed: {}", read.ring);
            }
            problem = null;
        } catch (IOException | IllegalArgumentException e) {
            var now = unusable(e);
            if (!now.equals(problem)) {
                LOG.error("{}; the keys of before stay: {}", now, known.ring);
            }
            problem = now;
        }
    }

    private Known read() throws IOException {
        if (Files.size(file) > MOST_BYTES) {
            throw new IllegalArgumentException("it has more than " + MOST_BYTES + " bytes");
        }
        var text = Files.readString(file);
        return new Known(text, KeyRing.parse(text));
    }

    private String unusable(Exception cause) {
        var what = cause instanceof IOException
                ? cause.getClass().getSimpleName() + ": " + cause.getMessage()
                : cause.getMessage();
        return "the keys of facts cannot be read from " + file + " (scim.facts.keys-file): " + what;
    }
}
