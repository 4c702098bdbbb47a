package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.supervision.Repeated;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes steps of jobs while any is due: those of all organisations in turns, since the one that waited for longest is next. */
@Component
class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);
    /** Beside much else to do, drift checks take a step as often as that, and nothing else does. */
    private static final Duration BESIDE_MUCH = Duration.ofSeconds(2);

    private final JobSteps steps;
    private final LiveTraffic live;
    private final Clock clock;
    private Instant nextBesideMuch = Instant.EPOCH;

    JobRunner(JobSteps steps, LiveTraffic live, Clock clock) {
        this.steps = steps;
        this.live = live;
        this.clock = clock;
    }

    /** Until none is due, or what people do now needs the worker more. */
    @Repeated(value = "jobs", pauseMillis = 250)
    void run() {
        try {
            boolean more = true;
            while (more && live.needsTheWorker().isEmpty()) {
                more = steps.step(false);
            }
            if (more && !clock.instant().isBefore(nextBesideMuch)) {
                nextBesideMuch = clock.instant().plus(BESIDE_MUCH);
                steps.step(true);
            }
        } catch (RuntimeException e) {
            // The step comes again; what stands in its way is the same that live traffic waits for.
            LOG.warn("jobs wait: {}", e.getMessage());
        }
    }
}
