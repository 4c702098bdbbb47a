package com.scrydon.scim.worker.jobs;

import com.scrydon.scim.supervision.Repeated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes steps of jobs while any is due: those of all organisations in turns, since the one that waited for longest is next. */
@Component
class JobRunner {

    private static final Logger LOG = LoggerFactory.getLogger(JobRunner.class);

    private final JobSteps steps;
    private final LiveTraffic live;

    JobRunner(JobSteps steps, LiveTraffic live) {
        this.steps = steps;
        this.live = live;
    }

    /** Until none is due, or what people do now needs the worker more. */
    @Repeated(value = "jobs", pauseMillis = 250)
    void run() {
        try {
            boolean more = true;
            while (more && !live.needsTheWorker()) {
                more = steps.step();
            }
        } catch (RuntimeException e) {
            // The step was undone and comes again; what stands in its way is the same that live traffic waits for.
            LOG.warn("jobs wait: {}", e.getMessage());
        }
    }
}
