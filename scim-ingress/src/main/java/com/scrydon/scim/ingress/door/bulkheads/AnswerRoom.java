package com.scrydon.scim.ingress.door.bulkheads;

import com.scrydon.scim.ingress.scim.answers.LargeAnswers;
import com.scrydon.scim.servicekit.shares.Need;
import com.scrydon.scim.servicekit.shares.Shares;
import com.scrydon.scim.servicekit.shares.Work;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * How many lists are read, and how many large answers are on their way, at once: each has a chunk of rows in memory, the latter for as long as
 * its client reads. No organisation has more than a quarter of either.
 */
@Component
public final class AnswerRoom implements LargeAnswers {

    /** A chunk of rows, and the largest user as a tree. */
    private static final long BYTES_EACH = 16L << 20;
    private static final int LEAST = 8;
    /** Who waits to read has nothing in memory yet. */
    private static final int MOST_READERS_WAITING = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Shares reading;
    private final Shares sending;

    AnswerRoom(MeterRegistry meters) {
        int total = Math.max(LEAST, Math.toIntExact(Runtime.getRuntime().maxMemory() / BYTES_EACH));
        this.reading = new Shares(total, 0, MOST_READERS_WAITING);
        this.sending = new Shares(total, 0, Math.max(1, total / 4));
        gauge(meters, "reading", reading);
        gauge(meters, "sending", sending);
    }

    private static void gauge(MeterRegistry meters, String what, Shares shares) {
        Gauge.builder("scim.answers.held", shares, Shares::used).tag("phase", what).baseUnit("answers")
                .description("Lists that are read, and large answers that are on their way").strongReference(true)
                .register(meters);
    }

    /** Whether a list may be read now or soon. Whoever asked must leave afterwards, whatever the answer was. */
    public boolean enter(HttpServletRequest request) {
        return take(reading, request);
    }

    @Override
    public boolean becomesLarge(HttpServletRequest request) {
        var before = request.getAttribute(AnswerRoom.class.getName());
        if (!take(sending, request)) {
            return false;
        }
        close(before);
        return true;
    }

    /** The answer is on its way, or there is none. */
    public void leave(HttpServletRequest request) {
        close(request.getAttribute(AnswerRoom.class.getName()));
        request.removeAttribute(AnswerRoom.class.getName());
    }

    private static boolean take(Shares shares, HttpServletRequest request) {
        var owner = Work.running().map(Work::owner).orElse(Work.STRANGERS);
        var share = shares.take(owner, 1, Need.SLOW, PATIENCE);
        share.ifPresent(taken -> request.setAttribute(AnswerRoom.class.getName(), taken));
        return share.isPresent();
    }

    private static void close(Object held) {
        if (held instanceof Shares.Share share) {
            share.close();
        }
    }
}
